"""Tests that LibreOffice opens every export in every language with numbers and days as such."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.translation import gettext, override, pgettext

from assessments.services.assessment import assessment_complete, assessment_save
from kpis.domain.inputs import CLTV_METHOD
from kpis.exports.table import (
    COMPANY,
    CURRENCY,
    LANGUAGE,
    PERIOD_END,
    PERIOD_REMARK,
    PERIOD_START,
    PERIOD_TYPE,
    table_keys,
)
from spreadsheets.formulas import escape_formula
from tests.factories import (
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    statements,
)
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry
from tests.factories.questionnaires import make_second_version
from tests.factories.staff import make_translator
from tests.spreadsheets.importing import read
from tests.spreadsheets.libreoffice import (
    Value,
    needs_libreoffice,
    open_csv,
    open_workbooks,
    read_book,
    save_as_csv,
)

CODES = [code for code, _name in settings.LANGUAGES]
TEXTS = "translations:export_xlsx"
"""Holds texts alone."""
SUMMARY = "Summary"
"""Holds several tables, one below the other."""
XLSX = {
    "assessments:result_xlsx": [SUMMARY, "Answers"],
    "assessments:history_xlsx": [SUMMARY, "Results", "Answers"],
    "kpis:export_xlsx": ["KPIs"],
    TEXTS: ["Texts"],
}
"""Every workbook of the product, with its tabs in English."""
CSV = {
    "assessments:result_csv": ("assessments:result_xlsx", "Answers"),
    "assessments:history_csv": ("assessments:history_xlsx", "Answers"),
    "kpis:export_csv": ("kpis:export_xlsx", "KPIs"),
}
"""Every CSV file that has a workbook, with the sheet that holds the same cells."""
CSV_ALONE = {"accounts:activity_csv", "kpis:history_csv"}
"""Every other CSV file."""
NOTE = '=1+1; “a”\n«b», "c", 4.6 or 4,6'
QUICK = {"cltv_method": "quick", "client_revenue": "0.1", "client_acquisition_cost": 9}
T, N, D = str, float, date
ANSWERS = [T, D, T, N, T, T, T, T, N, T, T]
RESULTS = [D, T, N, N, T, N, N, N, N]
KPI_DAYS = {PERIOD_START, PERIOD_END}
KPI_TEXTS = {COMPANY, LANGUAGE, PERIOD_TYPE, CURRENCY, CLTV_METHOD, PERIOD_REMARK}
KPIS = [D if key in KPI_DAYS else T if key in KPI_TEXTS else N for key in table_keys()]
COLUMNS = {"Results": RESULTS, "Answers": ANSWERS, "KPIs": KPIS}
"""What the columns of a sheet hold, by its tab in English; of the others, text."""
HEADERS = {"KPIs": 2, "Texts": 2}
"""Rows above the first one of data, where there is more than one."""

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("libreoffice"),  # one process makes LibreOffice's profile
]


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("libreoffice") / "profile"


@pytest.fixture
def exports(content, tmp_path):
    """Returns a function that saves the exports of these names in a language."""
    account = make_account(name="Müller; “IT”, Söhne")
    result = make_assessment(content, WORKED_EXAMPLE, account=account)
    assessment_save(assessment=result, values={}, notes={statements(content)[0].id: NOTE})
    assessment_complete(assessment_id=result.pk, language="en")
    make_completed(make_second_version(content), [5] * 20, account=account)
    today = timezone.localdate()
    make_entry(account, date(2025, 1, 1), "year", **YEAR_EXAMPLE)
    make_entry(account, date(2026, 4, 1), "month", **MONTH_EXAMPLE, marketing_spend="1234567.89")
    make_entry(account, today.replace(day=1), "month", **QUICK)
    member, translator = client_of(account.users.get()), client_of(make_translator("it"))

    def save(names, language: str) -> list[Path]:
        return [save_one(name, language) for name in names]

    def save_one(name: str, language: str) -> Path:
        client = translator if name == TEXTS else member
        with override(language):
            address = reverse(name, args=[result.pk] if "result" in name else [])
        query = {"languages": "it", "group": "stage-1"} if name == TEXTS else {}
        response = client.get(address, query, headers={"accept-language": language})
        assert response.status_code == 200
        app, kind = name.split(":")
        file = tmp_path / f"{language}-{app}-{kind.replace('_', '.')}"
        file.write_bytes(response.content)
        return file

    return save


def list_files(ending: str) -> set[str]:
    """Returns the names of all addresses with this ending."""

    def walk(patterns, namespace=""):
        for each in patterns:
            if isinstance(each, URLPattern):
                if str(each.pattern).endswith(ending):
                    yield f"{namespace}{each.name}"
            else:
                inner = f"{each.namespace}:" if each.namespace else namespace
                yield from walk(each.url_patterns, inner)

    return set(walk(get_resolver().url_patterns))


def check_columns(rows: list[list[Value]], columns: list[type], *, headers: int) -> None:
    """Asserts that each column holds what it should, and at least one cell of it."""
    assert all(isinstance(cell, str) for row in rows[:headers] for cell in row)
    for row in rows[headers:]:
        for cell, kind in zip(row, columns, strict=False):
            assert cell is None or isinstance(cell, kind), (row, kind)
    filled = {
        number for row in rows[headers:] for number, cell in enumerate(row) if cell is not None
    }
    assert {number for number, kind in enumerate(columns) if kind is not T} <= filled


def in_language(text: str, language: str) -> str:
    with override(language):
        return pgettext("of a workbook", text) if text == SUMMARY else gettext(text)


def test_every_file_is_tested():
    assert list_files(".csv") == CSV.keys() | CSV_ALONE
    assert list_files(".xlsx") == set(XLSX)


@needs_libreoffice
@pytest.mark.parametrize("language", CODES)
def test_csv_files(exports, profile, language):
    opened = open_csv(exports(CSV, language), language, profile)
    for (workbook, tab), rows in zip(CSV.values(), opened, strict=True):
        (file,) = exports([workbook], language)
        assert rows == [
            [escape_formula(cell) if isinstance(cell, str) else cell for cell in row]
            for row in read_book(file)[in_language(tab, language)]
        ]
        check_columns(rows, COLUMNS[tab], headers=HEADERS.get(tab, 1))


@needs_libreoffice
def test_workbooks(exports, profile):
    files = {language: exports(XLSX, language) for language in CODES}
    opened = iter(open_workbooks([file for each in files.values() for file in each], profile))
    for language, paths in files.items():
        for tabs, path in zip(XLSX.values(), paths, strict=True):
            book = next(opened)
            assert list(book) == [in_language(tab, language) for tab in tabs]
            assert book == read_book(path)
            for tab, rows in zip(tabs, book.values(), strict=True):
                if tab == SUMMARY:
                    assert ["Müller; “IT”, Söhne"] in [row[1:] for row in rows]
                    continue
                columns = COLUMNS.get(tab, [T] * len(rows[0]))
                check_columns(rows, columns, headers=HEADERS.get(tab, 1))


@needs_libreoffice
def test_kpis_that_an_english_program_saves_as_csv_are_read_in_their_language(exports, profile):
    (file,) = exports(["kpis:export_xlsx"], "de")
    rows = read("kpis.csv", save_as_csv(file, profile).read_bytes(), country="IT")
    assert isinstance(rows, list), rows
    spends = {row["period"]: row.get("marketing_spend") for row in rows}
    assert spends["month 2026-04-01"] == Decimal("1234567.89")
