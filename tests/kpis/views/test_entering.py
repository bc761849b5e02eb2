"""Tests that KPI figures are read in the reader's language; errors are named, inputs kept."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from kpis.models import KpiEntry
from localization.languages import CODES
from tests.factories.kpis import make_entry
from tests.kpis.views.entry_pages import error_of, value_of

pytestmark = pytest.mark.django_db


LANGUAGES = list(CODES)


NNBSP = "\N{NARROW NO-BREAK SPACE}"


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
        ("pt-br", "1.234", 1234),
        ("fr", "1 234", 1234),
        ("fr", "1\N{NO-BREAK SPACE}234", 1234),
        ("fr", f"1{NNBSP}234", 1234),
        ("en", "  7 ", 7),
    ],
)
def test_a_count_is_read_in_the_language_of_the_page(owner, language, typed, stored):
    assert owner.post({"leads": typed}, language).status_code == 302
    assert KpiEntry.objects.get().leads == stored


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "1,234.5"),
        ("it", "1.234,5"),
        ("es", "1.234,5"),
        ("fr", "1 234,5"),
        ("de", "1.234,5"),
        ("pt-br", "1.234,5"),
    ],
)
def test_money_is_read_in_the_language_of_the_page(owner, language, typed):
    assert owner.post({"marketing_spend": typed}, language).status_code == 302
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
    ("pt-br", "marketing_spend", "1234.5"),
    ("pt-br", "leads", "1,5"),
    ("en", "marketing_spend", "1.234"),  # three decimals of a currency with two
    ("en", "average_headcount", "4.567"),
]


@pytest.mark.parametrize(("language", "name", "typed"), BAD)
def test_bad_input_is_answered_and_kept(owner, language, name, typed):
    response = owner.post({name: typed, "hires": "3", "endpoints": "x"}, language)
    assert response.status_code == 422
    assert KpiEntry.objects.count() == 0
    assert value_of(response, name) == typed
    assert value_of(response, "hires") == "3"
    assert error_of(response, name)
    page = response.content.decode()
    assert f'href="#{name}"' in page
    assert f'aria-describedby="{name}-hint {name}-error' in page
    assert page.count('role="alert"') == 1


def test_the_error_shows_the_expected_form(owner):
    assert "1.234,56" in error_of(
        owner.post({"marketing_spend": "1,234.5"}, "it"), "marketing_spend"
    )
    assert f"1{NNBSP}234" in error_of(owner.post({"leads": "1.234"}, "fr"), "leads")


def test_the_title_of_a_refused_page_begins_with_the_error(owner):
    assert title_of(owner.post({"leads": "x"})).startswith("Error:")


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
def test_a_part_above_its_whole_names_both_figures(owner, field, part, whole, figures):
    response = owner.post({part: figures[0], whole: figures[1]})
    assert response.status_code == 422
    assert all(figure in error_of(response, field) for figure in figures)
    assert KpiEntry.objects.count() == 0


def test_leavers_may_exceed_the_headcount(owner):
    assert owner.post({"employees_left": "6", "average_headcount": "4.5"}).status_code == 302


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
def test_an_impossible_period_is_refused(owner, field, given):
    response = owner.post({"leads": "5"}, **{field: given})
    assert response.status_code == 422
    assert error_of(response, field)
    assert value_of(response, "leads") == "5"


@pytest.mark.parametrize("year", [1, 26])
def test_a_period_stored_before_there_was_a_first_year_is_shown_and_can_be_moved(owner, year):
    entry = make_entry(owner.account, date(year, 1, 1), leads=5)
    for path in (f"{entry.pk}/", ""):
        assert f"Q1 {year:04}" in owner.client.get(f"/en/kpis/{path}").content.decode()
    moved = owner.post({"leads": "5", "version": "1"}, path=f"{entry.pk}/edit/")
    assert moved.status_code == 302
    assert KpiEntry.objects.get().period_start == date(2026, 1, 1)


def test_today_is_where_the_account_is(owner, monkeypatch):
    """Checks an account on Kiritimati (UTC+14), where November begins at 10:00 UTC."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 31, 12, tzinfo=UTC))
    begins = {"period_type": "month", "period_start": "2026-11-01"}
    owner.account.time_zone = "UTC"
    owner.account.save()
    assert owner.post({}, **begins).status_code == 422
    owner.account.time_zone = "Pacific/Kiritimati"
    owner.account.save()
    assert owner.post({}, **begins).status_code == 302


def test_a_year_of_two_digits_is_refused_beside_the_field(owner):
    response = owner.post({"leads": "5", "period_start": "0026-07-01"})
    assert response.status_code == 422
    assert error_of(response, "period_start") == "Enter a date in 1990 or later."
    assert value_of(response, "period_start") == "0026-07-01"
    assert not KpiEntry.objects.exists()


def test_money_is_stored_with_the_decimals_of_its_currency(owner):
    owner.account.currency = "ALL"
    owner.account.save()
    assert owner.post({"marketing_spend": "1,234.50"}).status_code == 302
    entry = KpiEntry.objects.get()
    assert entry.marketing_spend == Decimal("1234.50")
    assert "1,234.50" in owner.client.get(f"/en/kpis/{entry.pk}/").content.decode()
    assert value_of(owner.client.get(f"/en/kpis/{entry.pk}/edit/"), "marketing_spend") == "1,234.50"


@pytest.mark.parametrize(
    ("language", "text", "figure"),
    [
        ("en", "1\u200b234", 1234),
        ("en", "\u202d1,234\u202c", 1234),  # a calculator's copy
        ("en", "1234\u200e\ufeff", 1234),
        ("fr", "1\u2009234", 1234),
        ("fr", "1\u2007234", 1234),
        ("fr", "\u202d1\u202f234\u202c", 1234),
    ],
)
def test_a_figure_is_read_without_what_nobody_sees(owner, language, text, figure):
    assert owner.post({"leads": text}, language).status_code == 302
    assert KpiEntry.objects.get().leads == figure


@pytest.mark.parametrize("text", ["\u200b", "\u3164", "\u2800\u202c"])
def test_a_figure_that_shows_nothing_is_not_known(owner, text):
    assert owner.post({"leads": text, "hires": "3"}).status_code == 302
    entry = KpiEntry.objects.get()
    assert (entry.leads, entry.hires) == (None, 3)


def test_a_figure_in_a_message_cannot_turn_it_around(owner):
    response = owner.post({"leads": "\u202e12x"})
    assert "“12x” is not a number" in error_of(response, "leads")
    assert value_of(response, "leads") == "\u202e12x"


def test_a_period_begins_on_a_day_that_was_pasted(owner):
    assert owner.post({"leads": "3"}, period_start="\u200e2026-01-01\u200b").status_code == 302
    assert KpiEntry.objects.get().period_start == date(2026, 1, 1)
