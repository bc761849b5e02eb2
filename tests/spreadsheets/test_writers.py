"""Tests what is written: exact numbers, days, text that is no formula, and the look of a sheet."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import load_workbook

from spreadsheets.writers import Sheet, render_csv, render_xlsx

DAY = date(2026, 1, 31)


def sheet_of(**fields):
    sheet = Sheet(**{"title": "T"} | fields)
    return load_workbook(BytesIO(render_xlsx([sheet], "it"))).active


def test_csv_has_a_byte_order_mark_and_line_ends_of_the_standard():
    rows = [["é", 1], [None, Decimal("1.50")]]
    assert render_csv(rows, "en") == "\ufeffé,1\r\n,1.50\r\n".encode()


def test_csv_has_no_formula_and_days_in_iso_format():
    text = render_csv([["=1", "＝1", "a\nb", DAY, -1]], "en").decode("utf-8-sig")
    assert list(csv.reader(StringIO(text, newline=""))) == [
        ["'=1", "'＝1", "a\nb", "2026-01-31", "-1"]
    ]


def test_csv_is_written_as_its_reader_expects():
    content = render_csv([["a", Decimal("-1234.5"), DAY]], "it")
    assert content.decode("utf-8-sig") == "a;-1234,5;2026-01-31\r\n"


def test_text_is_text_whatever_it_looks_like():
    sheet = sheet_of(rows=[["H"], ["=1+1", "＝1", "+39 06 1234", "-a", "@x", "a\x0bb", "5"]])
    texts = ["=1+1", "＝1", "+39 06 1234", "-a", "@x", "ab", "5"]
    assert [cell.value for cell in sheet[2]] == texts
    assert {cell.data_type for cell in sheet[2]} == {"s"}


def test_text_stays_text_when_somebody_edits_its_cell():
    sheet = sheet_of(rows=[["=H", "h"], ["=1+1", "+39 06 1234"], ["a", "5"]], wraps_text=True)
    marks = [[bool(cell.quotePrefix) for cell in row] for row in sheet.iter_rows()]
    assert marks == [[True, False], [True, True], [False, False]]
    assert sheet["A1"].font.bold
    assert sheet["A2"].alignment.wrap_text


def test_a_sheet_may_have_an_escape_of_its_own():
    assert sheet_of(rows=[["'=1"]], escape=lambda text: f"<{text}>")["A1"].value == "<'=1>"


def test_numbers_and_days_are_cells_of_their_kind():
    sheet = sheet_of(rows=[[1, Decimal("0.5"), DAY, None]])
    assert [cell.value for cell in sheet[1]][:3] == [1, 0.5, datetime(2026, 1, 31)]
    assert sheet["C1"].number_format == "yyyy-mm-dd"
    assert sheet["B1"].number_format == "General"


def test_decimal_places_are_printed_where_a_sheet_asks_for_it():
    sheet = sheet_of(rows=[[Decimal("3.50"), Decimal("-12.5"), 7]], shows_decimal_places=True)
    assert [cell.number_format for cell in sheet[1]] == ["0.00", "0.0", "General"]


def test_a_number_that_no_cell_keeps_exactly_is_text():
    sheet = sheet_of(rows=[[Decimal("-999999999999999.99")]])
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("-999999999999999,99", "s")


def test_the_look_of_a_sheet():
    sheet = sheet_of(
        title="A/B: " + "x" * 40,
        rows=[["H"], ["k"], ["v"]],
        header_rows=2,
        widths=[28],
        wraps_text=True,
    )
    assert sheet.title == "A B  " + "x" * 26
    assert sheet.freeze_panes == "A3"
    assert sheet.column_dimensions["A"].width == 28
    assert [cell.font.bold for (cell,) in sheet.iter_rows()] == [True, False, False]
    assert sheet["A3"].alignment.wrap_text
    assert not sheet_of(rows=[["a"]])["A1"].alignment.wrap_text
