"""Tests CSV, XLSX and JSON of one result and of all: figures, languages, no formulas."""

import csv
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from assessments.services.assessment import assessment_complete, assessment_save
from localization.regions import zone
from tests.factories import (
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.factories.questionnaires import make_second_version

pytestmark = pytest.mark.django_db
WICKED = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://x")',
]


@pytest.fixture
def owner(content):
    return make_user()


@pytest.fixture
def account(owner):
    return make_account(owner, name='=cmd|"/C calc"!A0')


@pytest.fixture
def done(content, account):
    """Creates a result whose notes look like formulas."""
    assessment = make_assessment(content, WORKED_EXAMPLE, account=account)
    notes = {row.id: text for row, text in zip(statements(content), WICKED, strict=False)}
    assessment_save(assessment=assessment, values={}, notes=notes)
    assessment_complete(assessment_id=assessment.pk, language="en")
    return assessment


def lines(response, delimiter=",") -> list[list[str]]:
    text = io.StringIO(response.content.decode("utf-8-sig"))
    return list(csv.reader(text, delimiter=delimiter))


def sheets(response) -> list[list[list]]:
    book = load_workbook(io.BytesIO(response.content))
    return [[list(row) for row in sheet.iter_rows()] for sheet in book]


def test_csv_of_one_result(owner, done):
    header, overall, *rest = lines(client_of(owner).get(f"/en/assessments/{done.pk}/result.csv"))
    assert len(header) == len(overall) == 11
    assert (header[4], header[7], header[9]) == ("Level", "Key", "Label")
    assert overall[0] == '\'=cmd|"/C calc"!A0'
    assert overall[7:10] == ["overall", "3.55", "Proactive"]
    assert [row[7:9] for row in rest[:4]] == [
        ["process_operations", "4.6"],
        ["technology_automation", "3.2"],
        ["customer_satisfaction_retention", "3.8"],
        ["revenue_growth", "2.6"],
    ]
    assert [row[8] for row in rest[4:]] == [str(value) for value in WORKED_EXAMPLE]
    assert all(not cell[:1] or cell[0] not in "=+-@\t\r" for row in rest for cell in row)
    assert rest[4][10] == "'=1+1"


@pytest.mark.parametrize(
    ("language", "stage"),
    [
        ("it", "Proattivo"),
        ("fr", "Proactivité"),
        ("es", "Proactivo"),
        ("de", "Proaktiv"),
        ("pt-br", "Proativo"),
    ],
)
def test_language_is_chosen_whatever_the_pages(owner, done, language, stage):
    for ending in ("csv", "xlsx"):
        path = f"/en/assessments/{done.pk}/result.{ending}?language={language}"
        response = client_of(owner).get(path)
        texts = (
            lines(response, ";")[1]
            if ending == "csv"
            else [cell.value for cell in sheets(response)[-1][1]]
        )
        assert stage in texts


def test_csv_is_as_a_program_for_a_decimal_comma_reads_it(owner, done):
    client = client_of(owner)
    of_one = lines(client.get(f"/it/assessments/{done.pk}/result.csv"), ";")
    of_all = lines(client.get("/en/assessments/export.csv?language=it"), ";")
    assert of_all == of_one
    header, overall, *rest = of_one
    assert (header[0], header[1], header[8]) == ("Azienda", "Data", "Punteggio")
    assert overall[1] == done.day.isoformat()
    assert overall[7:10] == ["overall", "3,55", "Proattivo"]
    assert [row[8] for row in rest[:4]] == ["4,6", "3,2", "3,8", "2,6"]
    assert [row[8] for row in rest[4:]] == [str(value) for value in WORKED_EXAMPLE]


def test_xlsx_has_numbers_as_numbers_and_no_formula(owner, done):
    summary, answers = sheets(client_of(owner).get(f"/en/assessments/{done.pk}/result.xlsx"))
    assert all(cell.data_type != "f" for row in [*summary, *answers] for cell in row)
    cells = [cell for row in [*summary, *answers] for cell in row]
    like_formulas = [cell for cell in cells if str(cell.value or "").startswith(("=", "+", "@"))]
    assert {"=1+1", '=cmd|"/C calc"!A0'} <= {cell.value for cell in like_formulas}
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in like_formulas)
    _header, overall, *rest = answers
    assert overall[8].data_type == "n"
    assert (overall[8].value, overall[8].number_format) == (3.55, "[$-809]#,##0.00")
    assert overall[1].value.date() == timezone.localdate(timezone=zone(done.account.time_zone))
    assert [row[8].value for row in rest[4:]] == WORKED_EXAMPLE


def test_history_holds_every_result_of_every_version(owner, account, done, content):
    make_completed(make_second_version(content), [5] * 20, account=account)
    make_assessment(content, [3], account=account)
    make_completed(content, account=make_account())
    client = client_of(owner)
    rows = lines(client.get("/en/assessments/export.csv"))
    assert len(rows) == 1 + 2 * (1 + 4 + 20)
    _summary, overview, answers = sheets(client.get("/en/assessments/export.xlsx"))
    assert [row[3].value for row in overview[1:]] == [5, 3.55]
    assert [row[2].value for row in overview[1:]] == [2, 1]
    assert len(answers) == len(rows)
    data = client.get("/en/assessments/export.json").json()
    assert [row["overall"] for row in data["assessments"]] == ["5.00", "3.55"]
    one = client.get(f"/en/assessments/{done.pk}/result.json").json()
    assert {key: data["assessments"][1][key] for key in one} == one
    assert one["sections"][0]["notes"]["client_onboarding"] == "=1+1"


def test_an_empty_history_is_a_file_too(owner, account):
    client = client_of(owner)
    assert len(lines(client.get("/en/assessments/export.csv"))) == 1
    assert client.get("/en/assessments/export.xlsx").status_code == 200
    assert client.get("/en/assessments/export.json").json()["assessments"] == []


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_draft_has_no_file(owner, account, content, ending):
    draft = make_assessment(content, [3], account=account)
    assert client_of(owner).get(f"/en/assessments/{draft.pk}/result.{ending}").status_code == 404
