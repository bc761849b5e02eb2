"""Tests pages, data and sheets of a period that is not over: figures without a rating."""

import json
import re
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from kpis.models import KpiEntry
from localization.languages import CODES
from tests.factories import client_of
from tests.factories.kpis import make_entry
from tests.kpis.views.entry_pages import value_of

pytestmark = pytest.mark.django_db
FIGURES = {"clients_lost": 9, "clients_at_start": 20, "leads": 2, "marketing_spend": 100}
UNTIL = "until 31 December 2026, not rated yet"
RUNNING = "Q4 2026 is still running (last day: 31 December 2026), so its figures can change."


@pytest.fixture
def on(owner, monkeypatch):
    """Sets the clock to a moment (UTC), at which the owner signs in."""

    def set_clock(*moment: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(*moment, tzinfo=UTC))
        owner.client = client_of(owner.user)

    return set_clock


@pytest.fixture
def running(owner, on) -> KpiEntry:
    """Makes entries of the third quarter and of the fourth, which is not over."""
    on(2026, 11, 25, 12)
    make_entry(owner.account, date(2026, 7, 1), clients_lost=1, clients_at_start=20)
    return make_entry(owner.account, date(2026, 10, 1), **FIGURES)


def text_of(owner, path: str) -> str:
    page = owner.client.get(path).content.decode().split("<main", 1)[1]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))
    return unescape(text).replace("\N{NO-BREAK SPACE}", " ")


def test_the_overview_shows_figures_without_a_rating(owner, running):
    text = text_of(owner, "/en/kpis/")
    assert text.count("1 October 2026 to 31 December 2026 (not rated yet)") == 2
    assert text.count(RUNNING) == 1
    assert UNTIL not in text
    assert "45%" in text
    assert "Start with:" not in text
    assert "on Q3 2026" not in text
    assert "No earlier period to compare with" not in text
    assert "What to do" not in text
    context = owner.client.get("/en/kpis/").context
    tally = {str(words.word): count for words, count in context["tally"]}
    assert (tally["Not rated yet"], tally["Off target"], tally["On target"]) == (2, 0, 0)
    assert sum(tally.values()) == 10


def test_the_tally_of_a_period_that_is_over_has_no_word_for_running_ones(owner, running, on):
    on(2027, 1, 1, 12)
    assert "Not rated yet" not in text_of(owner, "/en/kpis/")
    assert "not rated yet" not in text_of(owner, "/en/kpis/")


def test_the_page_of_a_period_says_until_when_it_runs(owner, running):
    text = text_of(owner, f"/en/kpis/{running.pk}/")
    assert "31 December 2026 (not rated yet)" in text
    assert "rated the day after it ends" in text
    assert "on Q3 2026" not in text


@pytest.mark.parametrize("language", CODES)
def test_the_day_is_in_the_readers_language(owner, running, language):
    page = owner.client.get(f"/{language}/kpis/")
    days = {"en": "31 December", "it": "31 dic", "fr": "31 déc", "es": "31 de dic", "de": "31. Dez"}
    days |= {"pt-br": "31 de dez"}
    assert days[language] in page.context["table"].running


def test_json_has_no_rating(owner, running, on):
    path = f"/en/kpis/{running.pk}.json"
    churn = json.loads(owner.client.get(path).content)["kpis"]["churn_rate"]
    assert churn["value"] == "45"
    assert (churn["status"], churn["reason"]) == ("none", "period_running")
    on(2027, 1, 1, 12)
    churn = json.loads(owner.client.get(path).content)["kpis"]["churn_rate"]
    assert (churn["status"], churn["reason"]) == ("off_target", None)


def test_the_period_ends_where_the_account_is(owner, running, on):
    """Checks 23:30 on the last day and half an hour later, in Rome (UTC+1)."""
    owner.account.time_zone = "Europe/Rome"
    owner.account.save()
    on(2026, 12, 31, 22, 30)
    assert RUNNING in text_of(owner, "/en/kpis/")
    on(2026, 12, 31, 23, 0)
    assert RUNNING not in text_of(owner, "/en/kpis/")


def test_sheets_have_a_remark(owner, running):
    book = load_workbook(BytesIO(owner.client.get("/en/kpis/export.xlsx").content)).active
    keys, *rows = ([cell.value for cell in row] for row in book.iter_rows(min_row=2))
    remarks = [dict(zip(keys, row, strict=True))["period_remark"] for row in rows]
    assert remarks == [UNTIL, None]
    assert UNTIL in owner.client.get("/en/kpis/export.csv").content.decode("utf-8-sig")


def test_an_exported_sheet_with_a_remark_comes_back(owner, running):
    sheet = owner.client.get("/en/kpis/export.xlsx").content
    file = SimpleUploadedFile("kpis.xlsx", sheet)
    response = owner.client.post("/en/kpis/import/", {"file": file}, follow=True)
    assert "Everything in this sheet is already saved" in response.content.decode()


def test_an_import_says_which_periods_run(owner, on):
    on(2026, 11, 25, 12)
    rows = "period_type;period_start;leads\nquarter;2026-07-01;5\nquarter;2026-10-01;6\n"
    file = SimpleUploadedFile("kpis.csv", rows.encode())
    preview = owner.client.post("/en/kpis/import/", {"file": file}, follow=True)
    assert preview.content.decode().replace("\N{NO-BREAK SPACE}", " ").count(RUNNING) == 1
    owner.client.post(preview.redirect_chain[-1][0])
    assert KpiEntry.objects.count() == 2


def test_the_live_preview_says_so(owner, on):
    on(2026, 11, 25, 12)
    figures = {"clients_lost": "9", "clients_at_start": "20", "period_start": "2026-10-01"}
    page = owner.client.post(
        "/en/kpis/new/",
        {"period_type": "quarter", "typed_in": "en", **figures},
        headers={"hx-request": "true"},
    ).content.decode()
    assert UNTIL in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Off target" not in page


def test_the_worksheet_says_that_the_last_figures_are_of_a_running_period(owner, running):
    assert text_of(owner, "/en/kpis/worksheet/").count(RUNNING) == 1


def test_a_running_period_is_not_proposed(owner, on):
    on(2026, 11, 25, 12)
    assert value_of(owner.client.get("/en/kpis/new/"), "period_start") == "2026-07-01"
    make_entry(owner.account, date(2026, 10, 1))
    assert value_of(owner.client.get("/en/kpis/new/"), "period_start") == "2026-07-01"
    make_entry(owner.account, date(2026, 7, 1))
    page = owner.client.get("/en/kpis/new/").content.decode()
    assert 'value="2026-' not in page
