"""Tests the pages and data of a period: figures, ratings, conversions."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from accounts.models import Role
from kpis.models import Benchmark, KpiEntry
from tests.factories import add_member, client_of, make_account, make_user
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry, quarters
from tests.web.test_shell import broken

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(content):
    return make_account(make_user(name="Anna Rossi"), currency="USD", country="US")


@pytest.fixture
def client(account):
    return client_of(account.users.first())


def data_of(client, entry) -> dict:
    return json.loads(client.get(f"/en/kpis/{entry.pk}.json").content)


def text_of(client, path: str) -> str:
    page = client.get(path).content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_worked_examples(client, account):
    year = data_of(client, make_entry(account, date(2025, 1, 1), "year", **YEAR_EXAMPLE))["kpis"]
    month = data_of(client, make_entry(account, date(2026, 1, 1), "month", **MONTH_EXAMPLE))["kpis"]
    values = {
        key: kpi["value"]
        for key, kpi in {**year, **{k: month[k] for k in ("mrr", "sla_adherence")}}.items()
    }
    assert values == {
        "sla_adherence": "75",  # 300 / 400 x 100
        "csat": "85",  # 85 / 100 x 100
        "mrr": "40000",  # 12,000 + 20,000 + 8,000
        "cltv": "500000",  # 100,000 x 5
        "cost_per_lead": "200",  # 100,000 / 500
        "conversion_rate": "5",  # 50 / 1,000 x 100
        "cost_per_hire": "5000",  # 60,000 / 12
        "employee_turnover": "10",  # 5 / 50 x 100
        "tickets_per_endpoint": "2",  # 1,000 / 500
        "churn_rate": "5",  # 5 / 100 x 100
    }


def test_a_period_as_data(client, account):
    entry = make_entry(account, marketing_spend="100.5", leads=0, cltv_method="full")
    data = data_of(client, entry)
    assert data | {"inputs": {}, "kpis": {}} == {
        "period_type": "quarter",
        "period_start": "2026-01-01",
        "period_end": "2026-03-31",
        "currency": "USD",
        "inputs": {},
        "kpis": {},
    }
    assert data["inputs"]["marketing_spend"] == "100.5"
    assert data["inputs"]["hires"] is None
    assert data["inputs"]["cltv_method"] == "full"
    assert len(data["inputs"]) == 24
    assert data["kpis"]["cost_per_lead"] == {
        "value": None,
        "unit": "money",
        "compared_value": None,
        "status": "none",
        "reason": "zero_divisor",
        "target": None,
        "target_status": "none",
    }
    assert data["kpis"]["churn_rate"]["reason"] == "missing_input"


def test_periods_of_another_length_are_converted_and_the_page_says_how(client, account):
    entry = make_entry(
        account,
        clients_lost=2,
        clients_at_start=100,
        employees_left=4,
        average_headcount=100,
        tickets_received=2_100,
        endpoints=500,
    )
    kpis = data_of(client, entry)["kpis"]
    expected = {
        "churn_rate": ("2", "7.763184"),  # 1 - 0.98^4
        "employee_turnover": ("4", "16"),  # 4 x 12 / 3
        "tickets_per_endpoint": ("4.2", "1.4"),  # 2,100 / 500 / 3
    }
    for key, figures in expected.items():
        assert (kpis[key]["value"], kpis[key]["compared_value"]) == figures
        assert kpis[key]["status"] == "warning"
    page = text_of(client, f"/en/kpis/{entry.pk}/")
    for text in ("7.76% a year", "16% a year", "1.4 a month"):
        assert text in page
    for working in ("(1 − (1 − 0.02)⁴) × 100 ≈ 7.76%", "4% × 4 = 16%", "4.2 ÷ 3 = 1.4"):
        assert working in page


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ["7.76%", "26,666.67", "≈"]),
        ("it", ["7,76%", "26.666,67"]),
        ("fr", ["7,76 %", "26 666,67"]),
        ("es", ["7,76 %", "26.666,67"]),
        ("de", ["7,76 %", "26.666,67"]),
        ("pt-br", ["7,76%", "26.666,67"]),
    ],
)
def test_figures_are_in_the_readers_format(client, account, language, texts):
    recurring = {
        "subscription_revenue": 60_000,
        "contract_revenue": 12_000,
        "managed_fee_revenue": 8_000,
    }
    entry = make_entry(account, clients_lost=2, clients_at_start=100, **recurring)
    page = text_of(client, f"/{language}/kpis/{entry.pk}/")
    assert all(text in page for text in texts)


def test_new_bounds_change_ratings_and_no_stored_figure(client, account):
    entry = make_entry(account, survey_positive=85, survey_responses=100)
    before = KpiEntry.objects.filter(pk=entry.pk).values().get()
    assert data_of(client, entry)["kpis"]["csat"]["status"] == "warning"
    assert "≥ 90%" in text_of(client, "/en/kpis/")
    Benchmark.objects.filter(kpi="csat").update(on_target=80)
    assert data_of(client, entry)["kpis"]["csat"]["status"] == "on_target"
    assert "≥ 80%" in text_of(client, "/en/kpis/")
    assert KpiEntry.objects.filter(pk=entry.pk).values().get() == before


def test_money_in_another_currency_is_not_rated_until_there_are_bounds(content):
    account = make_account(currency="EUR")
    client = client_of(account.users.first())
    entry = make_entry(account, marketing_spend=100, leads=1)
    cost = data_of(client, entry)["kpis"]["cost_per_lead"]
    assert (cost["value"], cost["status"], cost["reason"]) == ("100", "none", "other_currency")
    assert "300 USD" in text_of(client, "/en/kpis/")
    bounds = Benchmark.objects.get(kpi="cost_per_lead")
    bounds.pk, bounds.currency = None, "EUR"
    bounds.save()
    assert data_of(client, entry)["kpis"]["cost_per_lead"]["status"] == "on_target"


def test_change_against_the_last_comparable_period(client, account):
    make_entry(
        account,
        date(2025, 10, 1),
        clients_lost=3,
        clients_at_start=100,
        survey_positive=9,
        survey_responses=10,
    )
    make_entry(account, date(2025, 12, 1), "month", clients_lost=50, clients_at_start=100)
    make_entry(
        account,
        date(2026, 1, 1),
        clients_lost=2,
        clients_at_start=100,
        survey_positive=8,
        survey_responses=10,
    )
    page = text_of(client, "/en/kpis/")
    assert "Down 1 percentage point on Q4 2025 (better)" in page  # churn fell from 3 to 2
    assert "Down 10 percentage points on Q4 2025 (worse)" in page  # CSAT fell from 90 to 80


def test_advice_stands_where_something_is_off_target(client, account):
    make_entry(account, survey_positive=5, survey_responses=10)
    page = client.get("/en/kpis/").content.decode()
    assert page.count('<details class="fold"') == 1
    assert "Talk to clients" in page


def test_who_entered_it_and_who_changed_it_last(client, account):
    entry = make_entry(account, leads=1)
    other = client_of(add_member(account, Role.EDITOR, make_user(name="Bea Bianchi")))
    data = {"period_type": "quarter", "period_start": "2026-01-01", "typed_in": "en", "version": 1}
    other.post(f"/en/kpis/{entry.pk}/edit/", {**data, "leads": 2})
    page = text_of(client, f"/en/kpis/{entry.pk}/")
    assert "Entered by Anna Rossi" in page
    assert "Last changed by Bea Bianchi" in page


def test_the_newest_period_is_the_one_that_began_last(client, account):
    make_entry(account, date(2026, 1, 1), "year")
    make_entry(account, date(2026, 4, 1), "month")
    make_entry(account, date(2026, 4, 1), "quarter")
    assert "KPIs, Q2 2026" in text_of(client, "/en/kpis/")


def test_the_list_of_periods_has_pages(client, account):
    for start in quarters(13):
        make_entry(account, start)
    first, second = text_of(client, "/en/kpis/"), text_of(client, "/en/kpis/?page=2")
    assert "Q3 2023" not in first
    assert "Q3 2023" in second
    assert client.get("/en/kpis/?page=x").status_code == 200


def test_nothing_entered_yet(client):
    page = client.get("/en/kpis/").content.decode()
    assert 'class="empty"' in page
    assert "/en/kpis/new/" in page


def test_texts_that_fell_back_carry_their_language(client, account):
    from kpis.models import Kpi

    Kpi.objects.filter(key="csat").update(name_it="")
    make_entry(account)
    assert (
        '<span lang="en">Customer satisfaction (CSAT)</span>'
        in client.get("/it/kpis/").content.decode()
    )


def test_the_worksheet_asks_for_every_input_once(client, account):
    page = client.get("/en/kpis/worksheet/").content.decode()
    assert page.count("Tickets received") == 1
    assert page.count('scope="row"') == 24


def test_every_page_has_valid_ids_links_and_headings(client, account):
    problems = [*whole(client, "")]
    figures = {**YEAR_EXAMPLE, "survey_positive": 5, "tickets_received": 9_999}
    entry, *_ = [make_entry(account, start, **figures) for start in quarters(3)]
    paths = ["", "new/", "worksheet/", "import/", f"{entry.pk}/", f"{entry.pk}/edit/"]
    for path in paths:
        problems += whole(client, path)
    wrong = {"period_type": "week", "period_start": "x", "leads": "x", "cltv_method": "x"}
    for path, data in (("new/", wrong), (f"{entry.pk}/edit/", {"period_type": "quarter"})):
        problems += whole(client, path, data)
    same = {"period_type": "quarter", "period_start": entry.period_start, "cltv_method": "quick"}
    problems += whole(client, "new/", {**same, "leads": "1"})
    assert problems == []


def whole(client, path: str, data: dict | None = None) -> list[str]:
    url = f"/fr/kpis/{path}"
    response = client.get(url) if data is None else client.post(url, data)
    assert response.status_code in (200, 409, 422)
    return broken(f"{path} {data}", response.content.decode())


def test_times_are_the_accounts(client, account):
    account.time_zone = "Pacific/Kiritimati"
    account.save()
    entry = make_entry(account)
    KpiEntry.objects.update(created_at=datetime(2026, 10, 31, 12, tzinfo=UTC))
    assert "1 November 2026" in text_of(client, f"/en/kpis/{entry.pk}/")
