"""What is typed: read in the reader's language, kept where it is wrong, never lost unseen."""

import re
import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from kpis.models import KpiEntry
from localization.languages import CODES
from tests.factories import add_member, client_of, make_account, make_user
from tests.factories.kpis import make_entry

pytestmark = pytest.mark.django_db
LANGUAGES = list(CODES)
NNBSP = "\N{NARROW NO-BREAK SPACE}"


class Place:
    """An owner at the form of their account."""

    def __init__(self):
        self.owner = make_user(name="Anna")
        self.account = make_account(self.owner)
        self.client = client_of(self.owner)

    def post(self, figures: dict, language: str = "en", path: str = "new/", **more):
        data = {"period_type": "quarter", "period_start": "2026-01-01", "typed_in": language}
        return self.client.post(f"/{language}/kpis/{path}", {**data, **figures, **more})


@pytest.fixture
def place(content) -> Place:
    return Place()


def value_of(response, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', response.content.decode())
    return unescape(found[1])


def error_of(response, name: str) -> str:
    found = re.search(rf'id="{name}-error">(.*?)</span>\s*</span>', response.content.decode(), re.S)
    return unescape(re.sub(r"<[^>]*>", "", found[1])).strip() if found else ""


def title_of(response) -> str:
    return re.search(r"<title>(.*?)</title>", response.content.decode())[1]


@pytest.mark.parametrize(
    ("language", "typed", "stored"),
    [
        ("en", "1,234", 1234),
        ("en", "1234", 1234),
        ("it", "1.234", 1234),
        ("es", "1.234", 1234),
        ("de", "1.234", 1234),
        ("fr", "1 234", 1234),
        ("fr", "1\N{NO-BREAK SPACE}234", 1234),
        ("fr", f"1{NNBSP}234", 1234),
        ("en", "  7 ", 7),
    ],
)
def test_a_count_is_read_in_the_language_of_the_page(place, language, typed, stored):
    assert place.post({"leads": typed}, language).status_code == 302
    assert KpiEntry.objects.get().leads == stored


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "1,234.5"), ("it", "1.234,5"), ("es", "1.234,5"), ("fr", "1 234,5"), ("de", "1.234,5")],
)
def test_money_is_read_in_the_language_of_the_page(place, language, typed):
    assert place.post({"marketing_spend": typed}, language).status_code == 302
    assert KpiEntry.objects.get().marketing_spend == Decimal("1234.5")


NEVER_A_COUNT = ("-1", "abc", "NaN", "1e999", "9" * 40)
NEVER_MONEY = ("-0.01", "Infinity", "1 2")
BAD = [
    *[(language, "leads", typed) for language in LANGUAGES for typed in NEVER_A_COUNT],
    *[(language, "marketing_spend", typed) for language in LANGUAGES for typed in NEVER_MONEY],
    *[("en", "leads", typed) for typed in ("1.5", "1.234,5", "12,34")],
    *[("fr", "leads", typed) for typed in ("1.234", "1,5")],
    ("it", "leads", "1,5"),
    ("it", "marketing_spend", "1,234.5"),
    ("it", "marketing_spend", "1234.5"),
    ("es", "marketing_spend", "1234.5"),
    ("fr", "marketing_spend", "1234.5"),
    ("de", "marketing_spend", "1234.5"),
    ("de", "leads", "1,5"),
    ("en", "marketing_spend", "1.234"),  # three decimals of a currency with two
    ("en", "average_headcount", "4.567"),
]


@pytest.mark.parametrize(("language", "name", "typed"), BAD)
def test_bad_input_is_answered_and_kept(place, language, name, typed):
    response = place.post({name: typed, "hires": "3", "endpoints": "x"}, language)
    assert response.status_code == 422
    assert KpiEntry.objects.count() == 0
    assert value_of(response, name) == typed
    assert value_of(response, "hires") == "3"
    assert error_of(response, name)
    page = response.content.decode()
    assert f'href="#{name}"' in page
    assert f'aria-describedby="{name}-hint {name}-error' in page
    assert page.count('role="alert"') == 1


def test_the_error_shows_the_expected_form(place):
    assert "1.234,56" in error_of(
        place.post({"marketing_spend": "1,234.5"}, "it"), "marketing_spend"
    )
    assert f"1{NNBSP}234" in error_of(place.post({"leads": "1.234"}, "fr"), "leads")


def test_the_title_of_a_refused_page_begins_with_the_error(place):
    assert title_of(place.post({"leads": "x"})).startswith("Error:")


@pytest.mark.parametrize(
    ("field", "part", "whole", "figures"),
    [
        ("tickets_within_sla", "tickets_within_sla", "tickets_received", ("300", "200")),
        ("clients_lost", "clients_lost", "clients_at_start", ("6", "5")),
        ("survey_positive", "survey_positive", "survey_responses", ("1,200", "1,100")),
        ("conversions", "conversions", "visitors", ("51", "50")),
        ("total_revenue", "contract_revenue", "total_revenue", ("1,300", "1,250")),
    ],
)
def test_a_part_above_its_whole_names_both_figures(place, field, part, whole, figures):
    response = place.post({part: figures[0], whole: figures[1]})
    assert response.status_code == 422
    assert all(figure in error_of(response, field) for figure in figures)
    assert KpiEntry.objects.count() == 0


def test_leavers_may_exceed_the_headcount(place):
    assert place.post({"employees_left": "6", "average_headcount": "4.5"}).status_code == 302


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("period_start", "2026-01-02"),
        ("period_start", "2026-13-01"),
        ("period_start", ""),
        ("period_start", "01/01/2026"),
        ("period_start", "2999-01-01"),
        ("period_type", "week"),
        ("period_type", ""),
    ],
)
def test_an_impossible_period_is_refused(place, field, given):
    response = place.post({"leads": "5"}, **{field: given})
    assert response.status_code == 422
    assert error_of(response, field)
    assert value_of(response, "leads") == "5"


def test_the_oldest_period_is_no_fault_of_ours(place):
    response = place.post({"leads": "5"}, period_start="0001-01-01")
    assert response.status_code == 302
    assert place.client.get(response["Location"]).status_code == 200
    assert place.client.get("/en/kpis/").status_code == 200


def test_today_is_where_the_account_is(place, monkeypatch):
    """At 12:00 UTC on the last of October it is November already on Kiritimati (UTC+14)."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 31, 12, tzinfo=UTC))
    begins = {"period_type": "month", "period_start": "2026-11-01"}
    place.account.time_zone = "UTC"
    place.account.save()
    assert place.post({}, **begins).status_code == 422
    place.account.time_zone = "Pacific/Kiritimati"
    place.account.save()
    assert place.post({}, **begins).status_code == 302


def test_a_second_entry_opens_the_first_with_what_was_typed(place):
    entry = make_entry(place.account, leads=500, hires=3)
    response = place.post({"leads": "600", "hires": "3"})
    page = response.content.decode()
    assert response.status_code == 409
    assert value_of(response, "leads") == "600"
    assert 'id="leads-stored"' in page
    assert 'id="hires-stored"' not in page
    assert f'action="/en/kpis/{entry.pk}/edit/"' in page
    entry.refresh_from_db()
    assert entry.leads == 500
    typed = {"leads": "600", "hires": "3", "version": value_of(response, "version")}
    assert place.post(typed, path=f"{entry.pk}/edit/").status_code == 302
    entry.refresh_from_db()
    assert (entry.leads, KpiEntry.objects.count()) == (600, 1)


def test_what_a_second_entry_leaves_blank_does_not_blank_the_first(place):
    entry = make_entry(place.account, leads=500, hires=3, hiring_cost=9, cltv_method="full")
    response = place.post({"leads": "600", "hires": "0"})
    assert value_of(response, "hiring_cost") == "9"
    assert re.search(r'value="full" checked', response.content.decode())
    stored = re.findall(r'id="(\w+)-stored"', response.content.decode())
    assert stored == ["leads", "hires"]
    entry.refresh_from_db()
    assert (entry.leads, entry.hires) == (500, 3)


def test_the_same_form_sent_twice_is_one_entry(place):
    first, second = place.post({"leads": "5"}), place.post({"leads": "5"})
    assert first["Location"] == second["Location"]
    assert KpiEntry.objects.count() == 1


def test_a_newer_change_is_shown_and_asked_about(place):
    entry = make_entry(place.account, leads=500)
    other = client_of(add_member(place.account, Role.EDITOR))
    data = {"period_type": "quarter", "period_start": "2026-01-01", "typed_in": "en"}
    data |= {"version": "1", "leads": "550"}
    assert other.post(f"/en/kpis/{entry.pk}/edit/", data).status_code == 302
    response = place.post({"leads": "600", "version": "1"}, path=f"{entry.pk}/edit/")
    assert response.status_code == 409
    assert value_of(response, "leads") == "600"
    assert "550" in re.search(r'id="leads-stored">([^<]*)', response.content.decode())[1]
    again = {"leads": "600", "version": value_of(response, "version")}
    assert place.post(again, path=f"{entry.pk}/edit/").status_code == 302
    entry.refresh_from_db()
    assert (entry.leads, entry.updated_by) == (600, place.owner)


def test_an_invalid_save_does_not_learn_of_the_newer_version(place):
    entry = make_entry(place.account, leads=500)
    KpiEntry.objects.filter(pk=entry.pk).update(version=2, leads=550)
    response = place.post({"leads": "x", "version": "1"}, path=f"{entry.pk}/edit/")
    assert value_of(response, "version") == "1"


def test_an_entry_does_not_move_onto_another(place):
    make_entry(place.account, date(2026, 4, 1))
    entry = make_entry(place.account, leads=1)
    moved = {"leads": "1", "version": "1", "period_start": "2026-04-01"}
    response = place.post(moved, path=f"{entry.pk}/edit/")
    assert response.status_code == 422
    assert error_of(response, "period_start")


def test_changing_the_language_writes_the_numbers_anew(place):
    typed = {
        "marketing_spend": "1,234.5",
        "leads": "1,234",
        "hires": "x",
        "typed_in": "en",
        "language": "it",
    }
    response = place.post(typed, "it")
    assert value_of(response, "marketing_spend") == "1.234,50"
    assert value_of(response, "leads") == "1.234"
    assert value_of(response, "hires") == "x"
    assert value_of(response, "typed_in") == "it"
    assert error_of(response, "hires")
    assert not error_of(response, "leads")
    assert KpiEntry.objects.count() == 0


def test_what_could_not_be_read_is_not_another_number_in_the_next_language(place):
    """1.234 is no English count. In Italian it would be one, but it was not meant so."""
    response = place.post({"leads": "1.234", "typed_in": "en", "language": "it"}, "it")
    assert error_of(response, "leads")
    kept = {"leads__kept": "1.234", "leads__typed_in": value_of(response, "leads__typed_in")}
    saved = place.post({"leads": "1.234", "typed_in": "it", **kept}, "it")
    assert saved.status_code == 422
    assert place.post({"leads": "1234", "typed_in": "it", **kept}, "it").status_code == 302


def test_changing_the_appearance_keeps_everything_as_it_was_typed(place):
    response = place.post({"leads": "1234", "marketing_spend": "1,0"}, appearance="dark")
    assert (value_of(response, "leads"), value_of(response, "marketing_spend")) == ("1234", "1,0")
    assert response.cookies["appearance"].value == "dark"
    assert KpiEntry.objects.count() == 0


def test_figures_are_computed_while_they_are_typed_and_nothing_is_stored(place):
    figures = {"clients_lost": "2", "clients_at_start": "100", "leads": "x"}
    data = {"period_type": "quarter", "period_start": "2026-01-01", "typed_in": "fr", **figures}
    response = place.client.post("/fr/kpis/new/", data, headers={"hx-request": "true"})
    assert response.status_code == 200
    assert "7,76" in response.content.decode()
    assert KpiEntry.objects.count() == 0


def test_the_last_comparable_periods_figures_stand_beside_the_fields(place):
    make_entry(place.account, date(2026, 1, 1), leads=1150)
    make_entry(place.account, date(2026, 1, 1), "month", leads=9)
    page = place.client.get("/it/kpis/new/?period_type=quarter&period_start=2026-04-01")
    assert "1.150" in re.search(r'id="leads-last">([^<]*)', page.content.decode())[1]


def test_the_next_period_is_suggested(place):
    make_entry(place.account, date(2026, 1, 1))
    page = place.client.get("/en/kpis/new/")
    assert value_of(page, "period_start") == "2026-04-01"


def test_a_period_that_is_asked_for_and_has_an_entry_is_opened(place):
    entry = make_entry(place.account)
    page = place.client.get("/en/kpis/new/?period_type=quarter&period_start=2026-01-01")
    assert page["Location"] == f"/en/kpis/{entry.pk}/edit/"


def test_an_amount_keeps_the_currency_it_was_entered_in(place):
    entry = make_entry(place.account, marketing_spend=100)
    place.account.currency = "JPY"
    place.account.save()
    page = place.client.get(f"/en/kpis/{entry.pk}/edit/").content.decode()
    assert "€" in page
    assert "¥" not in page
    assert (
        place.post({"marketing_spend": "0.5", "version": "1"}, path=f"{entry.pk}/edit/").status_code
        == 302
    )
    assert place.post({"marketing_spend": "0.5"}, period_start="2026-04-01").status_code == 422


@pytest.mark.parametrize("version", ["", "x", "-1", "٣", "9" * 20])
def test_a_nonsense_version_is_an_old_one(place, version):
    entry = make_entry(place.account, leads=5)
    response = place.post({"leads": "6", "version": version}, path=f"{entry.pk}/edit/")
    assert response.status_code == 409


@pytest.mark.django_db(transaction=True)
def test_eight_parallel_saves_lose_no_input(content):
    place, results = Place(), {}
    begin = threading.Barrier(8)

    def save(number: int) -> None:
        client = client_of_again(place.client)
        data = {"period_type": "year", "period_start": "2025-01-01", "typed_in": "en"}
        begin.wait()
        try:
            results[number] = client.post("/en/kpis/new/", {**data, "leads": str(number)})
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = KpiEntry.objects.get()
    assert sorted(response.status_code for response in results.values()) == [302, *[409] * 7]
    for number, response in results.items():
        if response.status_code == 302:
            assert stored.leads == number
        else:
            assert value_of(response, "leads") == str(number)


def client_of_again(client: Client) -> Client:
    """Another client with the same session."""
    other = Client()
    other.cookies = client.cookies.copy()
    return other
