"""Tests what a cell of a file is read as, and which numbers a cell can hold."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from spreadsheets.cells import FileCell, fits_number_cell


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
    ("value", "exact"),
    [
        (" text ", "text"),
        ("  ", None),
        (5, 5),
        (0.1, Decimal("0.1")),
        (True, "True"),
        (datetime(2026, 1, 1, 12), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 1, 1)),
        (time(12), "12:00:00"),
    ],
)
def test_values_are_read_exactly(value, exact):
    read = FileCell(value, "n").to_exact()
    assert read == exact
    assert type(read) is type(exact)


def test_a_cell_knows_what_it_holds():
    assert FileCell("a", "s").is_text
    assert FileCell("a", "inlineStr").is_text
    assert not FileCell(5, "n").is_text
    assert FileCell("=1+1", "f").is_formula
    assert str(FileCell(5, "n")) == "5"
