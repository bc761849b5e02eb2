"""Tests what a cell of a file is read as, and which numbers a cell can hold."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from spreadsheets.cells import (
    CellKind,
    FileCell,
    SheetNumber,
    fits_number_cell,
    without_binary_tail,
)
from spreadsheets.number_formats import NumberFormat, parse_number_format
from spreadsheets.xlsx_text import escape_characters, unescape_characters


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        (0, True),
        (10**15 - 1, True),
        (10**15 + 1, False),
        (10**20, True),
        (Decimal("999999999999999.99"), False),
        (Decimal("-0.123456789012345"), True),
        (Decimal("0.1234567890123456"), False),
    ],
)
def test_a_cell_keeps_fifteen_digits(value, fits):
    assert fits_number_cell(value) is fits


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.30000000000000004", "0.3"),
        ("1234.5600000000001", "1234.56"),
        ("-5.2999999999999998", "-5.3"),
        ("0.1", "0.1"),
        ("123456789012345678", "123456789012345678"),
        ("12345678901234.56", "12345678901234.56"),
    ],
)
def test_what_binary_numbers_leave_behind_the_fifteenth_digit_is_dropped(value, shown):
    assert without_binary_tail(Decimal(value)) == Decimal(shown)


def test_values_are_read_as_the_sheet_shows_them():
    assert FileCell(CellKind.TEXT, " text ").read() == "text"
    assert FileCell(CellKind.TEXT, "  ").read() is None
    assert FileCell(CellKind.DAY, datetime(2026, 1, 1, 12)).read() == date(2026, 1, 1)
    assert FileCell(CellKind.DAY, date(2026, 1, 1)).read() == date(2026, 1, 1)
    number = FileCell(CellKind.NUMBER, Decimal("2.345"), "0.00").read()
    assert number == SheetNumber(Decimal("2.345"), Decimal("2.35"))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (FileCell(CellKind.UNCOMPUTED), "not saved"),
        (FileCell(CellKind.ERROR, "#DIV/0!"), "#DIV/0!"),
        (FileCell(CellKind.MERGED, "B3"), "B3"),
        (FileCell(CellKind.BOOLEAN), "TRUE"),
        (FileCell(CellKind.DURATION), "time"),
        (FileCell(CellKind.NUMBER, Decimal("0.85"), "0%"), "85%"),
        (FileCell(CellKind.NUMBER, Decimal(5000), "0,"), "thousands"),
        (FileCell(CellKind.NUMBER, Decimal(5), ";;;"), "hides"),
    ],
)
def test_a_cell_without_a_value_says_why(cell, words):
    assert words in cell.read().message


def test_a_cell_knows_what_it_holds():
    assert FileCell(CellKind.TEXT, "a").is_text
    assert not FileCell(CellKind.NUMBER, Decimal(5)).is_text
    assert str(FileCell(CellKind.NUMBER, Decimal(5))) == "5"
    assert str(FileCell(CellKind.ERROR, "#N/A")) == ""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", NumberFormat()),
        ("0", NumberFormat(decimals=0)),
        ("#,##0.00", NumberFormat(decimals=2)),
        ('_-* #,##0.00\\ "€"_-;-* #,##0.00', NumberFormat(decimals=2)),
        ("[$CHF] #,##0.00", NumberFormat(decimals=2)),
        ("[Red]0.0", NumberFormat(decimals=1)),
        ("[>100]0;0.00", NumberFormat()),
        ("0.00E+00", NumberFormat()),
        ("# ?/?", NumberFormat()),
        ("@", NumberFormat()),
        ("0.0%", NumberFormat(is_percent=True, decimals=1)),
        ('0" %"', NumberFormat(decimals=0)),
        ("#,##0,", NumberFormat(is_scaled=True, decimals=0)),
        ('0.0,,"M"', NumberFormat(is_scaled=True, decimals=1)),
        (";;;", NumberFormat(is_blank=True)),
        ("yyyy-mm-dd", NumberFormat(is_day=True)),
        ("[$-F800]dddd, mmmm dd, yyyy", NumberFormat(is_day=True)),
        ("[h]:mm", NumberFormat(is_duration=True)),
    ],
)
def test_formats_say_how_numbers_are_shown(code, expected):
    assert parse_number_format(code) == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a_x000D_\nb", "a\nb"),
        ("a_x000d_b", "a\nb"),
        ("_x0041_", "A"),
        ("_x005F_x0041_", "_x0041_"),
        ("_xD83D__xDE00_", "😀"),
        ("a_x00_", "a_x00_"),
    ],
)
def test_escaped_characters_are_read(written, shown):
    assert unescape_characters(written) == shown


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "__x0041_", "snake_x", "_xZZZZ_"])
def test_what_looks_escaped_comes_back(text):
    assert unescape_characters(escape_characters(text)) == text
