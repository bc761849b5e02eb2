"""Tests workbooks of results: the summary with its charts, names of files, and how sheets look."""

import io
from datetime import UTC, date, datetime
from urllib.parse import unquote

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook
from openpyxl.chart import BarChart, LineChart

from assessments.exports.workbooks import history_workbook, result_workbook
from assessments.selectors.results import load_results
from assessments.services.assessment import (
    assessment_complete,
    assessment_save,
)
from assessments.services.withdrawal import assessment_withdraw
from tests.factories import (
    BEFORE,
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    statements,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
DAYS = (date(2026, 5, 28), date(2026, 8, 26))


@pytest.fixture
def account(content):
    return make_account(name="Müller & Söhne", country="DE")


def make_result(content, account, day: date, values: list[int], note: str = ""):
    assessment = make_assessment(content, values, account=account)
    if note:
        assessment_save(assessment=assessment, values={}, notes={statements(content)[0].id: note})
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assessment_complete(assessment_id=assessment.pk, language="en", completed_at=noon)
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def results(content, account):
    return [
        make_result(content, account, day, values)
        for day, values in zip(DAYS, (BEFORE, WORKED_EXAMPLE), strict=True)
    ]


def history(account, language: str = "en"):
    with translation.override(language):
        stored = load_results(account, language, None)
        return load_workbook(io.BytesIO(history_workbook(account, stored, today=TODAY)))


def values_of(sheet) -> list[list]:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [[value for value in row if value is not None] for row in rows]


def days_of(sheet, column: int) -> list[date]:
    values = [cell.value for (cell,) in sheet.iter_rows(min_col=column, max_col=column)]
    return [value.date() for value in values if isinstance(value, datetime)]


def test_the_summary_says_whose_when_how_good_and_how_it_changed(account, results):
    rows = values_of(history(account)["Summary"])
    facts = dict(row for row in rows if len(row) == 2)
    assert facts["Company"] == "Müller & Söhne"
    assert facts["Exported on"].date() == TODAY
    assert facts["Completed on"].date() == DAYS[1]
    assert (facts["Results"], facts["Overall score (out of 5)"], facts["Stage"]) == (
        *(2, 3.55),
        "Proactive",
    )
    sections = rows[rows.index(["Section scores"]) + 1 :][:6]
    assert sections == [
        ["Section", "26\xa0Aug 2026", "Stage", "28\xa0May 2026", "Change"],
        ["Process and operations", 4.6, "Scalable", 4, 0.6],
        ["Technology and automation", 3.2, "Proactive", 2.8, 0.4],
        ["Customer satisfaction and retention", 3.8, "Proactive", 3.8, 0],
        ["Revenue and growth", 2.6, "Stable", 2.8, -0.2],
        ["Overall", 3.55, "Proactive", 3.35, 0.2],
    ]
    trend = rows[rows.index(["Overall score over time"]) + 2 :]
    assert [(row[0].date(), *row[1:4]) for row in trend] == [
        (DAYS[0], 3.35, "Proactive", 1),
        (DAYS[1], 3.55, "Proactive", 1),
    ]


def test_charts_show_the_sections_and_the_overall_score_over_days(account, results):
    sheet = history(account)["Summary"]
    bars, line = sheet._charts
    assert isinstance(bars, BarChart)
    assert isinstance(line, LineChart)
    rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    first, last, header = rows["Section"], rows["Overall"], rows["Date"]
    assert [series.val.numRef.f for series in bars.series] == [
        f"'Summary'!${column}${first + 1}:${column}${last - 1}" for column in "BD"
    ]
    (scores,) = line.series
    assert scores.cat.numRef.f == f"'Summary'!$A${header + 1}:$A${header + 2}"
    assert scores.val.numRef.f == f"'Summary'!$B${header + 1}:$B${header + 2}"


def test_a_withdrawn_result_is_in_the_lists_and_not_in_the_summary(content, account, results):
    withdrawn = make_result(content, account, date(2026, 10, 1), [1] * 20)
    assessment_withdraw(assessment_id=withdrawn.pk, user=account.users.get(), reason="A test")
    book = history(account)
    assert len(values_of(book["Results"])) == 1 + 3
    assert dict(row for row in values_of(book["Summary"]) if len(row) == 2)["Results"] == 2
    assert days_of(book["Summary"], 1) == list(DAYS)


@pytest.mark.parametrize("count", [0, 1])
def test_without_two_results_there_is_no_trend(content, account, count):
    for day in DAYS[:count]:
        make_result(content, account, day, BEFORE)
    sheet = history(account)["Summary"]
    assert len(sheet._charts) == count
    assert ["Overall score over time"] not in values_of(sheet)


def test_one_result_is_compared_with_the_previous_one(account, results):
    path = f"/en/assessments/{results[1].pk}/result.xlsx"
    book = load_workbook(io.BytesIO(client_of(account.users.get()).get(path).content))
    assert book.sheetnames == ["Summary", "Answers"]
    assert ["Overall", 3.55, "Proactive", 3.35, 0.2] in values_of(book["Summary"])
    (bars,) = book["Summary"]._charts
    assert len(bars.series) == 2


def test_a_guests_result_has_no_company(content, account, results):
    with translation.override("en"):
        stored = load_results(account, "en", None)[1]
        book = load_workbook(io.BytesIO(result_workbook("", stored, today=TODAY)))
    assert not any("Company" in row for row in values_of(book["Summary"]))
    assert book.properties.subject is None


def test_days_and_numbers_are_shown_as_the_language_writes_them(account, results):
    book = history(account, "de")
    row = next(iter(book["Ergebnisse"].iter_rows(min_row=2)))
    assert (row[0].value.date(), row[0].number_format) == (DAYS[1], r"[$-407]dd\.mm\.yyyy")
    assert (row[3].value, row[3].number_format) == (3.55, "[$-407]#,##0.00")
    assert (book.properties.title, book.properties.language) == ("Selbstbewertungen", "de")


def test_every_line_of_a_note_has_room(content, account):
    note = "\n".join(["A line"] * 5)
    make_result(content, account, DAYS[0], WORKED_EXAMPLE, note)
    sheet = history(account)["Answers"]
    (row,) = (row for row in sheet.iter_rows() if row[10].value == note)
    assert row[10].alignment.wrap_text
    assert sheet.row_dimensions[row[10].row].height >= 5 * 15


@pytest.mark.parametrize("tab", ["Results", "Answers"])
def test_lists_can_be_filtered_and_printed(account, results, tab):
    sheet = history(account)[tab]
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("{pk}/result.csv", "result-{day}.csv"),
        ("{pk}/result.xlsx", "result-{day}.xlsx"),
        ("{pk}/result.pdf", "report-{day}.pdf"),
        ("export.csv", "assessments-{today}.csv"),
        ("export.xlsx", "assessments-{today}.xlsx"),
        ("export.json", "assessments-{today}.json"),
    ],
)
def test_files_are_named_with_their_day(account, results, path, name):
    address = "/en/assessments/" + path.format(pk=results[1].pk)
    response = client_of(account.users.get()).get(address)
    expected = name.format(day=DAYS[1], today=timezone.localdate())
    assert response["Content-Disposition"] == f'attachment; filename="{expected}"'


def test_files_are_named_in_the_language_of_the_reader(account, results):
    client = client_of(account.users.get())
    for path in (f"{results[1].pk}/result.csv", f"{results[1].pk}/result.pdf", "export.csv"):
        names = {
            unquote(client.get(f"/{language}/assessments/{path}")["Content-Disposition"])
            for language in ("en", "de", "fr")
        }
        assert len(names) == 3
