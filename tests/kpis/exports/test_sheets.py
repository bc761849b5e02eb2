"""Tests exported sheets: numbers are numbers, and no text is a formula."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from kpis.models import InputText
from tests.factories import client_of, make_account
from tests.factories.kpis import MONTH_EXAMPLE, make_entry

pytestmark = pytest.mark.django_db


def exported(company: str = "Acme IT", language: str = "it", **figures):
    account = make_account(name=company)
    make_entry(account, date(2026, 1, 1), "month", **(figures or MONTH_EXAMPLE))
    return client_of(account.users.first()), f"/{language}/kpis/export."


def sheet_of(client, path):
    response = client.get(path + "xlsx")
    assert "attachment" in response["Content-Disposition"]
    return load_workbook(BytesIO(response.content)).active


def test_headers_are_words_and_keys_stand_below(content):
    sheet = sheet_of(*exported())
    headers, keys = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    row = dict(zip(keys, headers, strict=True))
    assert row["tickets_received"] == "Ticket ricevuti"
    assert row["mrr"] != "mrr"
    assert len(set(keys)) == len(keys) == 6 + 24 + 10 + 1


def test_figures_are_numeric_cells(content):
    sheet = sheet_of(*exported(**MONTH_EXAMPLE, marketing_spend="0.1", leads=3))
    keys = [cell.value for cell in sheet[2]]
    cells = dict(zip(keys, sheet[3], strict=True))
    assert (cells["tickets_received"].value, cells["tickets_received"].data_type) == (400, "n")
    assert (cells["marketing_spend"].value, cells["marketing_spend"].data_type) == (0.1, "n")
    assert cells["mrr"].value == 40_000
    assert cells["sla_adherence"].value == 75
    assert cells["hires"].value is None
    assert cells["period_start"].value == datetime(2026, 1, 1)


def test_a_figure_with_more_digits_than_a_cell_keeps_is_text(content):
    client, path = exported(marketing_spend="999999999999999.99")
    sheet = sheet_of(client, path)
    cells = dict(zip([cell.value for cell in sheet[2]], sheet[3], strict=True))
    assert cells["marketing_spend"].value == "999999999999999,99"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "＝1+1"])
def test_a_company_name_is_never_a_formula(content, name):
    client, path = exported(company=name)
    cell = sheet_of(client, path)["A3"]
    assert cell.data_type == "s"
    assert cell.value == name
    assert cell.quotePrefix
    rows = list(
        csv.reader(StringIO(client.get(path + "csv").content.decode("utf-8-sig")), delimiter=";")
    )
    assert rows[2][0] == f"'{name}"


def test_a_header_is_never_a_formula(content):
    InputText.objects.filter(key="leads").update(label_it="=Lead")
    sheet = sheet_of(*exported())
    headers = dict(zip([cell.value for cell in sheet[2]], sheet[1], strict=True))
    assert (headers["leads"].value, headers["leads"].data_type) == ("=Lead", "s")


def test_a_control_character_that_was_stored_once_stops_no_export(content):
    client, path = exported(company="Acme\x0bIT")
    assert sheet_of(client, path)["A3"].value == "AcmeIT"
    assert "AcmeIT" in client.get(path + "csv").content.decode()


@pytest.mark.parametrize(
    ("language", "delimiter", "figure"), [("en", ",", "0.5"), ("fr", ";", "0,5")]
)
def test_csv_is_as_the_readers_program_reads_it(content, language, delimiter, figure):
    client, path = exported(language=language, marketing_spend="0.5")
    content = client.get(path + "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=delimiter))
    row = dict(zip(rows[1], rows[2], strict=True))
    assert (row["marketing_spend"], row["period_start"], row["language"]) == (
        figure,
        "2026-01-01",
        language,
    )


def test_figures_are_shown_whole_with_the_decimals_of_their_kind(content):
    client, path = exported(**MONTH_EXAMPLE, marketing_spend="1200000.5", leads=7)
    sheet = sheet_of(client, path)
    cells = dict(zip([cell.value for cell in sheet[2]], sheet[3], strict=True))
    assert cells["marketing_spend"].value == 1200000.5
    assert cells["marketing_spend"].number_format == "[$-410]#,##0.00"
    assert cells["tickets_received"].number_format == "[$-410]#,##0"
    assert cells["sla_adherence"].number_format == '[$-410]#,##0.00"%"'
    assert cells["cost_per_lead"].value == pytest.approx(171428.642857)
    assert cells["cost_per_lead"].number_format == "[$-410]#,##0.00"
    assert cells["period_start"].number_format == r"[$-410]dd\/mm\/yyyy"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_no_column_is_too_narrow_for_its_numbers_and_words(content, language):
    client, path = exported(language=language, **MONTH_EXAMPLE, marketing_spend="123456789012.5")
    sheet = sheet_of(client, path)
    for column in sheet.iter_cols(max_row=3):
        header, _key, cell = (each.value for each in column)
        width = sheet.column_dimensions[column[0].column_letter].width
        assert width >= max(map(len, header.split())) * 1.1 + 2
        if isinstance(cell, int | float):
            assert width >= len(f"{cell:,.2f}") + 1
        assert sheet.row_dimensions[1].height >= 15 * len(header) / width
    assert sheet.freeze_panes == "F3"
    assert sheet.auto_filter.ref == "A2:AO3"


def test_an_export_shown_in_the_form_of_its_language_comes_back(content):
    client, path = exported(**MONTH_EXAMPLE, marketing_spend="1200000.5", leads=7)
    file = SimpleUploadedFile("kpis.xlsx", client.get(path + "xlsx").content)
    response = client.post("/it/kpis/import/", {"file": file})
    assert response.status_code == 302
    assert response["Location"] == "/it/kpis/"  # all of it is saved already


def test_files_are_named_with_the_day(content):
    client, path = exported(language="en")
    for suffix in ("csv", "xlsx"):
        name = f"kpis-{timezone.localdate()}.{suffix}"
        disposition = client.get(path + suffix)["Content-Disposition"]
        assert disposition == f'attachment; filename="{name}"'
