"""Tests the page of an account's own targets, and where their ratings stand."""

import re
from datetime import date
from decimal import Decimal

import pytest

from accounts.models import Role
from kpis.models import KpiTarget
from tests.factories import add_member, client_of
from tests.factories.kpis import YEAR_EXAMPLE, make_entry
from tests.kpis.views.entry_pages import error_of, value_of

pytestmark = pytest.mark.django_db


def send(owner, fields: dict, language: str = "en", **more):
    data = {"typed_in": language, **fields}
    return owner.client.post(f"/{language}/kpis/targets/", data, **more)


def stored() -> dict:
    return {row.kpi: row.value for row in KpiTarget.objects.all()}


def text_of(response) -> str:
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", text)


def test_targets_are_set_in_the_language_of_the_page(owner):
    assert send(owner, {"mrr": "12.000,50", "csat": "92,5"}, "it").status_code == 302
    assert stored() == {"mrr": Decimal("12000.50"), "csat": Decimal("92.5")}
    page = owner.client.get("/fr/kpis/targets/")
    assert value_of(page, "csat") == "92,5"
    assert value_of(owner.client.get("/en/kpis/targets/"), "mrr") == "12,000.5"
    assert KpiTarget.objects.get(kpi="mrr").currency == "EUR"


def test_a_percent_sign_is_read_where_a_percentage_is_asked(owner):
    send(owner, {"csat": "92 %"})
    assert stored() == {"csat": 92}
    refused = send(owner, {"mrr": "92 %"})
    assert "is not a number" in error_of(refused, "mrr")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("about ten", "en"),
        ("-1", "en"),
        ("NaN", "en"),
        ("1e999", "en"),
        ("9" * 40, "en"),
        ("1.234,5", "en"),
        ("1,234.5", "it"),
        ("1.234", "en"),
    ],
)
def test_what_is_no_target_is_refused_beside_its_field_and_nothing_is_lost(owner, text, language):
    refused = send(owner, {"csat": text, "churn_rate": "4"}, language)
    assert refused.status_code == 422
    assert error_of(refused, "csat")
    assert value_of(refused, "csat") == text
    assert value_of(refused, "churn_rate") == "4"
    assert stored() == {}


def test_changing_the_language_keeps_what_is_typed(owner):
    fields = {"csat": "92.5", "mrr": "1,234.50", "churn_rate": "x", "language": "de"}
    page = owner.client.post("/de/kpis/targets/", {"typed_in": "en", **fields})
    assert (value_of(page, "csat"), value_of(page, "mrr")) == ("92,5", "1.234,5")
    assert value_of(page, "churn_rate") == "x"
    assert stored() == {}


def test_a_target_that_was_not_sent_is_left_alone_and_a_blank_one_is_removed(owner):
    send(owner, {"csat": "92", "churn_rate": "4"})
    send(owner, {"csat": ""})
    assert stored() == {"churn_rate": 4}


def test_an_outdated_page_shows_what_was_saved_meanwhile(owner):
    send(owner, {"csat": "92", "csat__shown": ""})
    conflict = send(owner, {"csat": "80", "csat__shown": "", "churn_rate": "4"})
    assert conflict.status_code == 409
    assert "Saved now: 92" in conflict.content.decode()
    assert value_of(conflict, "csat") == "80"
    assert value_of(conflict, "csat__shown") == "92"
    assert stored() == {"csat": 92}
    again = send(owner, {"csat": "80", "csat__shown": "92", "churn_rate": "4"})
    assert (again.status_code, stored()) == (302, {"csat": 80, "churn_rate": 4})


def test_a_page_that_changed_nothing_undoes_nobody(owner):
    send(owner, {"csat": "92"})
    send(owner, {"csat": "", "csat__shown": "", "churn_rate": "4", "churn_rate__shown": ""})
    assert stored() == {"csat": 92, "churn_rate": 4}


def test_a_viewer_reads_the_targets_and_is_told_whom_to_ask(owner):
    send(owner, {"csat": "92"})
    viewer = client_of(add_member(owner.account, Role.VIEWER))
    page = viewer.get("/en/kpis/targets/")
    assert "≥\N{NO-BREAK SPACE}92%" in page.content.decode()
    assert "<input" not in page.content.decode().split("<main")[1].split("</main")[0]
    refused = viewer.post("/en/kpis/targets/", {"csat": "1"})
    assert refused.status_code == 403
    assert owner.user.email in refused.content.decode()


def test_a_target_in_an_earlier_currency_is_named_and_no_target(owner):
    send(owner, {"cost_per_lead": "250"})
    owner.account.currency = "GBP"
    owner.account.save()
    page = owner.client.get("/en/kpis/targets/")
    assert value_of(page, "cost_per_lead") == ""
    assert "in another currency: 250 EUR" in page.content.decode().replace(
        "\N{NO-BREAK SPACE}", " "
    )
    send(owner, {"cost_per_lead": "", "cost_per_lead__shown": ""})
    assert KpiTarget.objects.get().currency == "EUR"


@pytest.mark.parametrize("path", ["", "{}/"])
def test_pages_name_both_ratings(owner, path):
    entry = make_entry(owner.account, **YEAR_EXAMPLE)  # CSAT 85 %
    send(owner, {"csat": "80"})
    page = text_of(owner.client.get(f"/en/kpis/{path.format(entry.pk)}"))
    assert "Threshold: Warning Your target (≥ 80%): On target" in page


def test_the_target_counts_where_there_is_no_threshold(owner):
    make_entry(
        owner.account, **YEAR_EXAMPLE
    )  # in euros two costs have no threshold, and CLTV has no cost
    page = text_of(owner.client.get("/en/kpis/"))
    assert page.count("Set your own target") == 2
    assert "Not rated 3" in page
    send(owner, {"cost_per_lead": "150"})
    page = text_of(owner.client.get("/en/kpis/"))
    assert page.count("Set your own target") == 1
    assert "Not rated 2" in page
    assert "Your target (≤ €150): Off target" in page


def test_the_first_target_says_that_it_rates_earlier_periods(owner):
    entry = make_entry(owner.account, date(2025, 1, 1), **YEAR_EXAMPLE)
    send(owner, {"csat": "80"})
    page = text_of(owner.client.get(f"/en/kpis/{entry.pk}/"))
    assert "Your first target also rates earlier periods." in page


def test_json_has_the_target_and_its_status_beside_the_threshold(owner):
    entry = make_entry(owner.account, **YEAR_EXAMPLE)
    send(owner, {"csat": "80.5", "cltv": "3"})
    kpis = owner.client.get(f"/en/kpis/{entry.pk}.json").json()["kpis"]
    assert (kpis["csat"]["target"], kpis["csat"]["target_status"]) == ("80.5", "on_target")
    assert kpis["csat"]["status"] == "warning"
    assert (kpis["cltv"]["target"], kpis["cltv"]["target_status"]) == ("3", "none")
    assert (kpis["churn_rate"]["target"], kpis["churn_rate"]["target_status"]) == (None, "none")
