"""Tests what is written: exact numbers, days, text that is no formula, and the look of a sheet."""

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from openpyxl import load_workbook
from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.axis import DateAxis

from spreadsheets.sheets import (
    Book,
    Chart,
    ChartKind,
    FormattedNumber,
    Look,
    Row,
    Sheet,
)
from spreadsheets.styles import (
    ACCENT,
    INK,
    INK_SOFT,
    LINE,
    MUTE,
    SUNKEN,
    count_lines,
    name_width,
)
from spreadsheets.writers import render_csv, render_xlsx

DAY = date(2026, 1, 31)


def book_of(language="it", country="", **fields):
    sheet = Sheet(**{"title": "T"} | fields)
    book = Book(title="B", subject="Acme", sheets=[sheet], language=language, country=country)
    return load_workbook(BytesIO(render_xlsx(book)))


def sheet_of(**fields):
    return book_of(**fields).active


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
    assert {cell.data_type for cell in sheet[1][:2]} == {"n"}


def test_a_number_shows_its_own_decimal_places():
    sheet = sheet_of(rows=[[Decimal("3.50"), Decimal("-12.5"), 7, Decimal("1E3")]])
    formats = ["#,##0.00", "#,##0.0", "#,##0", "#,##0"]
    assert [cell.number_format for cell in sheet[1]] == [f"[$-410]{each}" for each in formats]


def test_a_number_shows_the_decimal_places_that_it_is_given_and_keeps_all():
    exact = Decimal("77.763184")
    row = [
        FormattedNumber(Decimal("1200000.5"), 2),
        FormattedNumber(exact, 1, is_percent=True),
        FormattedNumber(exact, 1, is_signed=True),
    ]
    cells = sheet_of(rows=[row], language="fr")[1]
    assert [cell.value for cell in cells] == [1200000.5, 77.763184, 77.763184]
    assert [cell.number_format for cell in cells] == [
        "[$-40C]#,##0.00",
        '[$-40C]#,##0.0"\xa0%"',
        "[$-40C]+#,##0.0;-#,##0.0;#,##0.0",
    ]


@pytest.mark.parametrize(
    ("language", "country", "shown"),
    [
        ("en", "", r"[$-809]dd\/mm\/yyyy"),
        ("en", "US", r"[$-409]mm\/dd\/yyyy"),
        ("it", "", r"[$-410]dd\/mm\/yyyy"),
        ("fr", "", r"[$-40C]dd\/mm\/yyyy"),
        ("de", "", r"[$-407]dd\.mm\.yyyy"),
        ("de", "IT", r"[$-407]dd\.mm\.yyyy"),
        ("pt-br", "", r"[$-416]dd\/mm\/yyyy"),
    ],
)
def test_a_day_is_shown_as_its_language_writes_it(language, country, shown):
    cell = sheet_of(rows=[[DAY]], language=language, country=country)["A1"]
    assert cell.number_format == shown


def test_a_sheet_is_printed_on_pages_of_its_width_with_its_header_on_each():
    sheet = sheet_of(
        rows=[["H", "I"], ["k", "l"], ["v", 1]],
        header_rows=2,
        has_filter=True,
        frozen_columns=1,
        repeated_columns="A:A",
        pages_wide=3,
    )
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (3, 0)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$2", "$A:$A")
    assert sheet.auto_filter.ref == "A2:B3"
    assert sheet.freeze_panes == "B3"
    assert sheet.oddFooter.right.text == "&P / &N"


def test_a_row_has_room_for_all_lines_of_its_texts():
    text = "word " * 20 + "\nand a line"
    sheet = sheet_of(rows=[["H"], [text], ["v"], ["w" * 95]], widths=[22], wraps_text=True)
    heights = [sheet.row_dimensions[number].height for number in range(1, 5)]
    assert heights == [None, 6 * 15, None, 5 * 15]
    assert sheet_of(rows=[["H"], [text]], widths=[21]).row_dimensions[2].height is None
    long_header = sheet_of(rows=[["some longer words"], ["v"]], widths=[10])
    assert long_header.row_dimensions[1].height == 3 * 15


def test_no_word_of_a_columns_name_is_broken():
    text = "Customer satisfaction and retention"
    width = name_width(text, lines=3)
    assert count_lines("satisfaction", width, Look.HEADER) == 1
    assert count_lines(text, width, Look.HEADER) <= 3


def test_the_properties_of_a_workbook_are_those_of_its_reader():
    found = book_of(rows=[["a"]], language="de").properties
    assert (found.title, found.subject, found.language) == ("B", "Acme", "de")
    assert found.creator == found.lastModifiedBy == "MSP Maturity"


def chart(kind, **fields):
    return Chart(
        **{
            "kind": kind,
            "title": "Trend",
            "category_title": "Day",
            "value_title": "Score",
            "header_row": 1,
            "last_row": 3,
            "category_column": 1,
            "value_columns": (2,),
            "lowest": 1,
            "highest": 5,
            "places": 2,
            "anchor": "D1",
        }
        | fields
    )


def read_chart(**fields):
    rows = [["Day", "Now", "Before"], [DAY, 3, 2], [DAY, 4, 3]]
    drawn = chart(**fields)
    (found,) = sheet_of(rows=rows, charts=[drawn], language="de")._charts
    return found


def words(title) -> str:
    return "".join(run.t for paragraph in title.tx.rich.p for run in paragraph.r)


def test_a_chart_over_days_has_them_on_its_axis_in_the_form_of_the_language():
    found = read_chart(kind=ChartKind.LINE)
    assert isinstance(found, LineChart)
    assert isinstance(found.x_axis, DateAxis)
    assert found.x_axis.number_format.formatCode == r"[$-407]dd\.mm\.yyyy"
    titles = (found.title, found.x_axis.title, found.y_axis.title)
    assert [words(title) for title in titles] == ["Trend", "Day", "Score"]
    assert not any(title.overlay for title in titles)
    assert not found.x_axis.delete
    assert not found.y_axis.delete
    assert (found.y_axis.scaling.min, found.y_axis.scaling.max) == (1, 5)
    assert found.legend is None


def test_a_chart_of_bars_refers_to_the_cells():
    found = read_chart(kind=ChartKind.BARS, value_columns=(2, 3))
    assert isinstance(found, BarChart)
    assert [series.val.numRef.f for series in found.series] == ["'T'!$B$2:$B$3", "'T'!$C$2:$C$3"]
    assert [series.tx.strRef.f for series in found.series] == ["'T'!B1", "'T'!C1"]
    assert found.legend.legendPos == "b"


def test_colours_are_those_of_the_pages():
    style = (settings.BASE_DIR / "static/css/theme.css").read_text()
    by_day = {each.upper() for each in re.findall(r"light-dark\(#([0-9a-f]{6}),", style)}
    assert {INK, INK_SOFT, LINE, SUNKEN, ACCENT, MUTE} <= by_day


def test_rows_look_as_they_say():
    rows = [
        Row(cells=["Title"], look=Look.TITLE),
        Row(cells=["Company", 4], look=Look.FACT),
        Row(cells=["Name", "Score"], look=Look.HEADER, right={1}),
        ["a", 4],
    ]
    sheet = sheet_of(rows=rows, header_rows=0)
    assert sheet["A1"].font.size == 18
    assert sheet["A2"].font.color.rgb.endswith(INK_SOFT)
    assert sheet["B2"].alignment.horizontal == "left"
    assert sheet["A3"].font.bold
    sides = [cell.alignment.horizontal for cell in (*sheet[3], *sheet[4])]
    assert sides == ["left", "right", "left", "right"]
    assert sheet.freeze_panes is None


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
    assert not sheet_of(rows=[["h"], ["a"]])["A2"].alignment.wrap_text
