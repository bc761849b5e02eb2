"""Tests the KPI form between requests: language, appearance, suggestions, previous figures."""

import re
from datetime import date

import pytest

from kpis.models import KpiEntry
from tests.factories.kpis import make_entry
from tests.kpis.views.entry_pages import error_of, value_of

pytestmark = pytest.mark.django_db


def test_changing_the_language_writes_the_numbers_anew(owner):
    typed = {
        "marketing_spend": "1,234.5",
        "leads": "1,234",
        "hires": "x",
        "typed_in": "en",
        "language": "it",
    }
    response = owner.post(typed, "it")
    assert value_of(response, "marketing_spend") == "1.234,50"
    assert value_of(response, "leads") == "1.234"
    assert value_of(response, "hires") == "x"
    assert value_of(response, "typed_in") == "it"
    assert error_of(response, "hires")
    assert not error_of(response, "leads")
    assert KpiEntry.objects.count() == 0


def test_what_could_not_be_read_is_not_another_number_in_the_next_language(owner):
    """Checks 1.234, which is no English count, but would be one in Italian."""
    response = owner.post({"leads": "1.234", "typed_in": "en", "language": "it"}, "it")
    assert error_of(response, "leads")
    hidden = {"leads__kept": "1.234", "leads__typed_in": value_of(response, "leads__typed_in")}
    saved = owner.post({"leads": "1.234", "typed_in": "it", **hidden}, "it")
    assert saved.status_code == 422
    assert owner.post({"leads": "1234", "typed_in": "it", **hidden}, "it").status_code == 302


def test_changing_the_appearance_keeps_everything_as_it_was_typed(owner):
    response = owner.post({"leads": "1234", "marketing_spend": "1,0"}, appearance="dark")
    assert (value_of(response, "leads"), value_of(response, "marketing_spend")) == ("1234", "1,0")
    assert response.cookies["appearance"].value == "dark"
    assert KpiEntry.objects.count() == 0


def test_figures_are_computed_while_they_are_typed_and_nothing_is_stored(owner):
    figures = {"clients_lost": "2", "clients_at_start": "100", "leads": "x"}
    data = {"period_type": "quarter", "period_start": "2026-01-01", "typed_in": "fr", **figures}
    response = owner.client.post("/fr/kpis/new/", data, headers={"hx-request": "true"})
    assert response.status_code == 200
    assert "7,76" in response.content.decode()
    assert KpiEntry.objects.count() == 0


def test_the_last_comparable_periods_figures_stand_beside_the_fields(owner):
    make_entry(owner.account, date(2026, 1, 1), leads=1150)
    make_entry(owner.account, date(2026, 1, 1), "month", leads=9)
    page = owner.client.get("/it/kpis/new/?period_type=quarter&period_start=2026-04-01")
    assert "1.150" in re.search(r'id="leads-last">([^<]*)', page.content.decode())[1]


def test_the_next_period_is_suggested(owner):
    make_entry(owner.account, date(2026, 1, 1))
    page = owner.client.get("/en/kpis/new/")
    assert value_of(page, "period_start") == "2026-04-01"


def test_a_period_that_is_asked_for_and_has_an_entry_is_opened(owner):
    entry = make_entry(owner.account)
    page = owner.client.get("/en/kpis/new/?period_type=quarter&period_start=2026-01-01")
    assert page["Location"] == f"/en/kpis/{entry.pk}/edit/"


def test_an_amount_keeps_the_currency_it_was_entered_in(owner):
    entry = make_entry(owner.account, marketing_spend=100)
    owner.account.currency = "JPY"
    owner.account.save()
    page = owner.client.get(f"/en/kpis/{entry.pk}/edit/").content.decode()
    assert "€" in page
    assert "¥" not in page
    assert (
        owner.post({"marketing_spend": "0.5", "version": "1"}, path=f"{entry.pk}/edit/").status_code
        == 302
    )
    assert owner.post({"marketing_spend": "0.5"}, period_start="2026-04-01").status_code == 422
