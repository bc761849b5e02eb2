"""Tests the import of a sheet: preview, all or nothing, errors by row and column."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from kpis.domain.inputs import INPUTS
from kpis.models import EntryImport, KpiEntry
from localization.languages import CODES
from tests.factories import client_of, make_account
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry, quarters
from tests.spreadsheets.importing import FILES

pytestmark = pytest.mark.django_db
KEYS = ["period_type", "period_start", "leads", "marketing_spend"]


class Importer:
    def __init__(self, **account):
        self.account = make_account(**account)
        self.client = client_of(self.account.users.first())

    def send(self, content: bytes, name: str = "kpis.csv", language: str = "en"):
        file = SimpleUploadedFile(name, content)
        return self.client.post(f"/{language}/kpis/import/", {"file": file})

    def send_rows(self, *rows, keys=KEYS, language: str = "en"):
        text = "\n".join(";".join(row) for row in [keys, *rows])
        return self.send(text.encode(), language=language)

    def confirm(self, response):
        return self.client.post(response["Location"])


@pytest.fixture
def importer(content) -> Importer:
    return Importer()


def xlsx(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def figures() -> list[tuple]:
    names = [field.name for field in INPUTS]
    return list(
        KpiEntry.objects.order_by("period_start", "period_type").values_list(
            "period_type", "period_start", "currency", "cltv_method", *names
        )
    )


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("language", CODES)
def test_export_import_into_an_empty_account_export_again(content, kind, language):
    first, second = Importer(name="=1+1"), Importer(name="Other")
    for start in quarters(3):
        make_entry(first.account, start, **YEAR_EXAMPLE)
    make_entry(first.account, date(2026, 1, 1), "month", **MONTH_EXAMPLE, endpoints=0)
    odd = {"marketing_spend": "999999999999999.99", "average_headcount": "0.1", "leads": 10**15 - 1}
    make_entry(first.account, date(2020, 2, 1), "year", **odd)
    sheet = first.client.get(f"/{language}/kpis/export.{kind}").content
    before = figures()
    KpiEntry.objects.all().delete()
    response = second.send(sheet, f"kpis.{kind}", "en")
    assert response.status_code == 302, response.content.decode()
    assert second.confirm(response).status_code == 302
    assert figures() == before
    again = second.client.get(f"/{language}/kpis/export.{kind}").content
    assert cells_of(again, kind) == cells_of(sheet, kind)


def cells_of(content: bytes, kind: str) -> list:
    if kind == "csv":
        rows = [line.split(";" if ";" in line else ",") for line in content.decode().splitlines()]
    else:
        rows = [list(row) for row in load_workbook(BytesIO(content)).active.values]
    return [row[1:] for row in rows]  # but the company


def test_nothing_is_written_before_it_is_confirmed(importer):
    entry = make_entry(importer.account, date(2026, 1, 1), leads=5, hires=2)
    response = importer.send_rows(
        ["quarter", "2026-01-01", "6", ""], ["quarter", "2026-04-01", "7", "1,000.50"]
    )
    preview = importer.client.get(response["Location"]).content.decode()
    assert KpiEntry.objects.count() == 1
    assert "1,000.50" in preview
    assert preview.count("import-row") == 2
    assert importer.confirm(response).status_code == 302
    entry.refresh_from_db()
    assert (entry.leads, entry.hires, entry.version) == (6, 2, 2)  # a column that is absent stays
    assert KpiEntry.objects.count() == 2


def test_confirming_twice_writes_once(importer):
    response = importer.send_rows(["quarter", "2026-01-01", "6", ""])
    importer.confirm(response)
    KpiEntry.objects.update(leads=9)
    assert importer.confirm(response).status_code == 302
    assert KpiEntry.objects.get().leads == 9


def test_a_sheet_that_changes_nothing_says_so(importer):
    make_entry(importer.account, date(2026, 1, 1), leads=5)
    assert importer.send_rows(["quarter", "2026-01-01", "5", ""])["Location"] == "/en/kpis/"
    assert EntryImport.objects.count() == 0


def test_all_or_nothing_where_somebody_was_faster(importer):
    response = importer.send_rows(
        ["quarter", "2026-01-01", "6", ""], ["quarter", "2026-04-01", "7", ""]
    )
    make_entry(importer.account, date(2026, 4, 1), leads=1)
    confirmed = importer.confirm(response)
    assert confirmed.status_code == 409
    assert "Q2 2026" in confirmed.content.decode()
    assert [entry.leads for entry in KpiEntry.objects.all()] == [1]


@pytest.mark.parametrize(
    ("language", "typed", "stored"),
    [
        ("en", "1,234", 1234),
        ("it", "1.234", 1234),
        ("fr", "1 234", 1234),
        ("es", "1.234", 1234),
        ("de", "1.234", 1234),
        ("pt-br", "1.234", 1234),
    ],
)
def test_text_is_read_in_the_readers_language(importer, language, typed, stored):
    importer.confirm(importer.send_rows(["quarter", "2026-01-01", typed, ""], language=language))
    assert KpiEntry.objects.get().leads == stored


def test_a_sheet_says_in_which_language_it_is(importer):
    keys = ["language", *KEYS]
    importer.confirm(importer.send_rows(["it", "quarter", "2026-01-01", "1.234", ""], keys=keys))
    assert KpiEntry.objects.get().leads == 1234


@pytest.mark.parametrize(
    ("row", "letter"),
    [
        (["quarter", "2026-01-01", "x", ""], "C"),
        (["quarter", "2026-01-01", "-1", ""], "C"),
        (["quarter", "2026-01-01", "1.5", ""], "C"),
        (["quarter", "2026-01-01", "NaN", ""], "C"),
        (["quarter", "2026-01-01", "1e999", ""], "C"),
        (["quarter", "2026-01-01", "", "1.234,5"], "D"),
        (["quarter", "2026-01-01", "", "9" * 40], "D"),
        (["week", "2026-01-01", "1", ""], "A"),
        (["quarter", "2026-01-02", "1", ""], "B"),
        (["quarter", "2999-01-01", "1", ""], "B"),
        (["quarter", "tomorrow", "1", ""], "B"),
        (["", "", "1", ""], "B"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column_and_nothing_stored(importer, row, letter):
    response = importer.send_rows(["quarter", "2025-01-01", "1", ""], row)
    page = response.content.decode()
    assert response.status_code == 422
    assert '<th role="rowheader" scope="row" class="num" data-label="Row">3</th>' in page
    assert f">{letter} · " in page
    assert KpiEntry.objects.count() == EntryImport.objects.count() == 0


def test_parts_and_wholes_are_checked_over_what_is_stored_too(importer):
    make_entry(importer.account, date(2026, 1, 1), tickets_received=100)
    keys = ["period_type", "period_start", "tickets_within_sla"]
    response = importer.send_rows(["quarter", "2026-01-01", "101"], keys=keys)
    assert response.status_code == 422
    assert "101" in response.content.decode()


def test_a_period_twice_is_an_error(importer):
    rows = ["quarter", "2026-01-01", "1", ""], ["quarter", "2026-01-01", "2", ""]
    assert importer.send_rows(*rows).status_code == 422


def test_numbers_of_a_sheet_are_exact(importer):
    rows = [KEYS, ["quarter", date(2026, 1, 1), 5, 0.1]]
    importer.confirm(importer.send(xlsx(*rows), "k.xlsx"))
    assert str(KpiEntry.objects.get().marketing_spend) == "0.1000"


@pytest.mark.parametrize(
    "cell", [1.5, -1, 1e20, True, date(2026, 1, 1), 0.1 + 0.2, 123456789012345678]
)
def test_a_cell_that_is_no_count_is_an_error(importer, cell):
    response = importer.send(xlsx(KEYS, ["quarter", date(2026, 1, 1), cell, None]), "k.xlsx")
    assert response.status_code == 422
    assert ">C · " in response.content.decode()


@pytest.mark.parametrize("name", ["italian-windows", "italian-utf16", "italian-dates"])
def test_an_export_that_a_program_saved_again_is_imported(importer, name):
    content = (FILES / "sent" / f"{name}.csv").read_bytes()
    assert importer.confirm(importer.send(content, language="it")).status_code == 302
    entry = KpiEntry.objects.get()
    assert (entry.period_start, str(entry.subscription_revenue)) == (date(2026, 1, 1), "12000.5000")


def test_a_day_is_read_in_the_order_of_the_accounts_country(content):
    importer = Importer(country="GB")
    importer.confirm(importer.send_rows(["quarter", "01/07/2025", "6", ""]))
    assert KpiEntry.objects.get().period_start == date(2025, 7, 1)


def test_a_formula_without_a_result_is_named_and_leaves_what_is_stored(importer):
    make_entry(importer.account, date(2026, 1, 1), "month", subscription_revenue=5)
    content = (FILES / "sent" / "formulas-without-results.xlsx").read_bytes()
    response = importer.send(content, "k.xlsx")
    page = response.content.decode()
    assert response.status_code == 422
    assert ">C · " in page
    assert ">D · " in page
    assert "The result of this formula is not saved in the file." in page
    assert EntryImport.objects.count() == 0


def test_an_unknown_length_and_a_bad_day_are_both_named(importer):
    page = importer.send_rows(["week", "tomorrow", "1", ""]).content.decode()
    assert ">A · " in page
    assert ">B · " in page


def test_texts_without_end_are_refused_before_they_are_parsed(importer, monkeypatch):
    monkeypatch.setattr("spreadsheets.package.iterparse", None)  # would raise if it were called
    content = (FILES / "sent" / "million-texts.xlsx").read_bytes()
    response = importer.send(content, "k.xlsx")
    assert response.status_code == 422
    assert "too large once it is unpacked" in response.content.decode()


def test_an_old_workbook_is_refused_with_what_to_do(importer):
    response = importer.send(b"\xd0\xcf\x11\xe0", "k.xls")
    assert response.status_code == 422
    assert "save it as .xlsx and upload that file" in response.content.decode()


def test_a_figure_in_another_currency_than_the_stored_one_is_an_error(importer):
    make_entry(importer.account, date(2026, 1, 1), leads=5)
    keys = ["currency", *KEYS]
    assert (
        importer.send_rows(["USD", "quarter", "2026-01-01", "6", ""], keys=keys).status_code == 422
    )
    assert (
        importer.send_rows(["XXX", "quarter", "2026-04-01", "6", ""], keys=keys).status_code == 422
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("k.csv", b""),
        ("k.csv", b"\xff\xfe\x00"),
        ("k.csv", b"a,b,c\n1,2,3\n"),
        ("k.csv", b"period_type,period_start,period_type\n"),
        ("k.csv", b"period_type,period_start,nonsense\nyear,2020-01-01,1\n"),
        ("k.csv", b"period_type,period_start\n"),
        ("k.csv", b'period_type,period_start\n"year\n'),
        ("k.xlsx", b"not a zip"),
        ("k.xlsx", b"PK\x03\x04"),
        ("k.pdf", b"%PDF"),
        ("k.csv", b"x" * (1024 * 1024 + 1)),
        ("k.csv", b"period_type,period_start\n" + b"year,2020-01-01\n" * 501),
    ],
)
def test_a_file_that_is_no_sheet_of_ours_is_refused(importer, name, content):
    assert importer.send(content, name).status_code == 422
    assert KpiEntry.objects.count() == EntryImport.objects.count() == 0


def test_a_bomb_is_not_unpacked(importer):
    import zipfile

    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (40 * 1024 * 1024))
    assert importer.send(packed.getvalue(), "k.xlsx").status_code == 422


def test_a_missing_file_is_reported(importer):
    response = importer.client.post("/en/kpis/import/", {})
    assert response.status_code == 422
