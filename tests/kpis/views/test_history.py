"""Tests the page of one KPI: its periods by length, its charts, its notes and its sheet."""

import csv
import io
import re
from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Role
from kpis.models import KpiNote
from tests.factories import add_member, client_of
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry, quarters
from tests.kpis.views.entry_pages import error_of

pytestmark = pytest.mark.django_db
FULL = {
    "cltv_method": "full",
    "average_annual_client_revenue": 100,
    "average_retention_years": 5,
    "client_acquisition_cost": 100,
}
QUICK = {"cltv_method": "quick", "client_revenue": 500, "client_acquisition_cost": 100}


def page_of(owner, key: str, query: str = "") -> str:
    response = owner.client.get(f"/en/kpis/history/{key}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def plots_in(page: str) -> list[str]:
    return re.findall(r'<svg class="gauge".*?</figure>', page, re.S)


def lines_in(plot: str) -> int:
    return plot.count('<line class="c-mark-line"')


def post_note(owner, entry, note: str, key: str = "csat", **more):
    return owner.client.post(f"/en/kpis/history/{key}/notes/{entry.pk}/", {"note": note, **more})


def test_lengths_are_kept_apart(owner):
    make_entry(owner.account, date(2025, 1, 1), "year", survey_positive=71, survey_responses=100)
    for month, positive in ((1, 72), (2, 73)):
        day = date(2026, month, 1)
        make_entry(owner.account, day, "month", survey_positive=positive, survey_responses=100)
    page = page_of(owner, "csat")
    assert "All months" in page
    assert "73%" in page
    assert "71%" not in page
    assert "Up 1 percentage point on January 2026" in page
    year = page_of(owner, "csat", "?period_type=year")
    assert "All years" in year
    assert "71%" in year
    assert "73%" not in year
    assert "Quarters" not in year
    assert "All months" in page_of(owner, "csat", "?period_type=decade")


def test_a_period_without_a_value_makes_a_gap(owner):
    days = list(reversed(quarters(4)))
    for day in days:
        figures = {} if day == days[1] else {"survey_positive": 80, "survey_responses": 100}
        make_entry(owner.account, day, **figures)
    (plot,) = plots_in(page_of(owner, "csat"))
    assert lines_in(plot) == 1
    assert plot.count('overflow="visible"') == 3


def test_the_two_ways_of_cltv_are_never_one_line(owner):
    for day, figures in zip(reversed(quarters(4)), (QUICK, QUICK, FULL, FULL), strict=True):
        make_entry(owner.account, day, **figures)
    page = page_of(owner, "cltv")
    (plot,) = plots_in(page)
    assert lines_in(plot) == 2
    assert plot.count('<rect class="c-dot"') == 2
    assert "Quick" in page
    assert "Full" in page


def test_cltv_without_an_acquisition_cost_is_drawn_in_money_and_without_zones(owner):
    for day in quarters(2):
        make_entry(owner.account, day, **YEAR_EXAMPLE)
    (plot,) = plots_in(page_of(owner, "cltv"))
    assert "€500,000" in plot
    assert "c-good-soft" not in plot


def test_values_in_another_currency_are_in_the_table_only(owner):
    make_entry(owner.account, date(2026, 1, 1), marketing_spend=111, leads=1)
    owner.account.currency = "USD"
    owner.account.save()
    make_entry(owner.account, date(2026, 4, 1), marketing_spend=222, leads=1)
    page = page_of(owner, "cost_per_lead")
    (plot,) = plots_in(page)
    assert "$222" in plot
    assert "111" not in plot
    assert "€111" in page
    assert "Periods in another currency are in the table only." in page


def test_the_picture_of_mrr_shows_both_conditions(owner):
    for day in quarters(2):
        make_entry(owner.account, day, **MONTH_EXAMPLE)
    growth, share = plots_in(page_of(owner, "mrr"))
    assert "€13,333.33" in growth
    assert "80%" in share
    assert "c-good-soft" in share
    overview = owner.client.get("/en/kpis/").content.decode()
    card = overview.split('id="mrr"')[1].split("</li>\n<li")[0]
    assert "mrr-picture-t" in card
    assert "mrr-growth-picture-t" in card
    assert "growth: Unchanged from" in card


def test_zones_and_the_target_are_drawn(owner):
    for day in quarters(2):
        make_entry(owner.account, day, **YEAR_EXAMPLE)
    assert "stroke-dasharray" not in page_of(owner, "csat")
    owner.client.post("/en/kpis/targets/", {"csat": "88"})
    page = page_of(owner, "csat")
    (plot,) = plots_in(page)
    assert all(name in plot for name in ("c-good-soft", "c-warn-soft", "c-track"))
    assert "stroke-dasharray" in plot
    assert "Your target (≥\N{NO-BREAK SPACE}88%)" in page


def test_a_running_period_has_a_figure_and_no_rating(owner):
    today = timezone.localdate()
    make_entry(owner.account, today.replace(day=1), "year", **YEAR_EXAMPLE)
    page = page_of(owner, "csat")
    assert "Not rated yet" in page
    assert "c-open" in page


def test_no_figures_and_no_value(owner):
    assert "No figures yet" in page_of(owner, "csat")
    make_entry(owner.account, leads=5)
    assert "no period has a value" in page_of(owner, "csat")


@pytest.mark.parametrize("path", ["nothing/", "nothing.csv", "nothing/notes/{}/"])
def test_a_kpi_that_is_not_there_is_not_found(owner, path):
    entry = make_entry(owner.account, leads=5)
    address = "/en/kpis/history/" + path.format(entry.pk)
    assert owner.client.get(address).status_code == 404


def test_a_note_is_of_one_kpi_and_one_period(owner):
    first, second = (make_entry(owner.account, day, **YEAR_EXAMPLE) for day in quarters(2))
    assert post_note(owner, first, "lost one <large> client\nin May").status_code == 302
    page = page_of(owner, "csat")
    assert "lost one &lt;large&gt; client<br>in May" in page
    assert "Last changed by Anna" in page
    assert page.count("Add a note") == 1
    assert "lost one" not in page_of(owner, "churn_rate")
    assert not KpiNote.objects.filter(entry=second).exists()


def test_the_same_note_sent_twice_is_one(owner):
    entry = make_entry(owner.account, **YEAR_EXAMPLE)
    for _ in range(2):
        assert post_note(owner, entry, "once", version="0").status_code == 302
    assert (KpiNote.objects.get().text, KpiNote.objects.get().version) == ("once", 1)


def test_a_blank_note_is_deleted(owner):
    entry = make_entry(owner.account, **YEAR_EXAMPLE)
    post_note(owner, entry, "gone soon")
    post_note(owner, entry, " ", version="1")
    assert not KpiNote.objects.exists()


def test_an_outdated_page_replaces_nobodys_note(owner):
    entry = make_entry(owner.account, **YEAR_EXAMPLE)
    post_note(owner, entry, "theirs", version="0")
    conflict = post_note(owner, entry, "mine", version="0")
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "theirs" in page
    assert "mine</textarea>" in page
    assert KpiNote.objects.get().text == "theirs"
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    post_note(owner, entry, "mine", version=version)
    assert KpiNote.objects.get().text == "mine"


def test_changing_the_language_keeps_the_note_and_what_its_page_has_shown(owner):
    entry = make_entry(owner.account, **YEAR_EXAMPLE)
    post_note(owner, entry, "theirs", version="0")
    page = post_note(owner, entry, "mine", version="0", language="en").content.decode()
    assert "mine</textarea>" in page
    assert 'name="version" value="0"' in page
    assert KpiNote.objects.get().text == "theirs"


def test_a_note_has_two_thousand_characters_at_most(owner):
    entry = make_entry(owner.account, **YEAR_EXAMPLE)
    refused = post_note(owner, entry, "ä" * 2001)
    assert refused.status_code == 422
    assert error_of(refused, "id_note")
    assert "ä" * 2001 in refused.content.decode()
    assert post_note(owner, entry, "ä" * 2000).status_code == 302


def test_a_viewer_reads_notes_and_writes_none(owner):
    entry = make_entry(owner.account, **YEAR_EXAMPLE)
    post_note(owner, entry, "for all to read")
    viewer = client_of(add_member(owner.account, Role.VIEWER))
    page = viewer.get("/en/kpis/history/csat/").content.decode()
    assert "for all to read" in page
    assert "Edit the note" not in page
    refused = viewer.post(f"/en/kpis/history/csat/notes/{entry.pk}/", {"note": "x"})
    assert refused.status_code == 403
    assert owner.user.email in refused.content.decode()


def test_the_sheet_has_all_lengths_with_ratings_and_notes(owner):
    entry = make_entry(owner.account, date(2026, 1, 1), **YEAR_EXAMPLE)
    make_entry(owner.account, date(2025, 1, 1), "year", **YEAR_EXAMPLE)
    owner.client.post("/en/kpis/targets/", {"csat": "80"})
    post_note(owner, entry, "=1+1")
    sheet = owner.client.get("/en/kpis/history/csat.csv")
    assert 'filename="csat.csv"' in sheet["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    quarter, year = (dict(zip(rows[1], row, strict=True)) for row in rows[2:])
    assert (quarter["period_type"], year["period_type"]) == ("quarter", "year")
    assert (quarter["value"], quarter["status"]) == ("85", "Warning")
    assert (quarter["target"], quarter["target_status"]) == ("80", "On target")
    assert quarter["note"] == "'=1+1"
