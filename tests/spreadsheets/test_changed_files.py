"""Tests 500 files that were changed at random: each is read rightly, or refused.

Rightly means: where only bytes of the archive were changed, its checksums guard every part, so
that the rows are those of the file before. Where a part was changed, the file is another one, and
each cell is what openpyxl reads there, wherever it reads the file.
"""

from datetime import date, datetime
from functools import cache
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpis.imports.cells import LIMITS
from spreadsheets.cells import CellKind, FileCell
from spreadsheets.readers import read_xlsx
from tests.spreadsheets.changed_files import Changed, change, own_sheet
from tests.spreadsheets.importing import read

GROUPS, IN_GROUP = 10, 50


@cache
def sheet() -> bytes:
    return own_sheet(3)


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_changed_file_is_read_rightly_or_refused(group):
    answers = set()
    for seed in range(group * IN_GROUP, (group + 1) * IN_GROUP):
        kind, content = change(sheet(), seed)
        found = read("k.xlsx", content)
        answers.add(type(found))
        if isinstance(found, str):
            continue  # refused, with the reason
        if kind is Changed.BYTES:
            assert found == read("k.xlsx", sheet()), seed
        elif kind is Changed.PARTS:
            assert list_differences(content) == [], seed
    assert answers >= {list, str}


def list_differences(content: bytes) -> list[tuple]:
    """Returns the cells that openpyxl reads otherwise; none where it does not read the file."""
    try:
        book = load_workbook(BytesIO(content), data_only=True)
    except Exception:
        return []
    (ours,) = read_xlsx(content, LIMITS)
    theirs = book.worksheets[0]
    pairs = [
        (cell, theirs.cell(row, column).value)
        for row, cells in enumerate(ours.rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if cell is not None
    ]
    return [pair for pair in pairs if to_plain(pair[0]) != to_plain(pair[1])]


def to_plain(value: object) -> object:
    if isinstance(value, FileCell):
        value = (
            value.value if value.kind in (CellKind.TEXT, CellKind.NUMBER, CellKind.DAY) else None
        )
    match value:
        case datetime():
            return value.date()
        case date() | None:
            return value
        case str():
            return value.strip()
        case _:
            return float(value)


def test_the_file_before_has_three_periods():
    rows = read("k.xlsx", sheet())
    assert [row["total_revenue"] for row in rows] == [1000, 1001, 1002]
