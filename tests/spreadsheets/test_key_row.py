"""Tests the row of keys, wherever it stands."""

import pytest

from spreadsheets.cells import CellKind, FileCell
from spreadsheets.key_row import ROWS_SEARCHED, find_key_row, find_sheet
from spreadsheets.limits import UnreadableFile
from spreadsheets.worksheet import Worksheet

REQUIRED = ("key", "en")


def test_keys_stand_first_or_below_the_headers():
    assert find_key_row([["key", " en "]], REQUIRED).columns == {"key": 0, "en": 1}
    found = find_key_row([["Schlüssel", None, "Englisch"], ["key", None, "en"]], REQUIRED)
    assert found.index == 1
    assert found.columns == {"key": 0, "en": 2}


def test_keys_stand_below_titles():
    assert find_key_row([["a"], [], ["b"], ["key", "en"]], REQUIRED).index == 3


def test_keys_are_not_searched_far_down():
    assert find_key_row([["a"]] * ROWS_SEARCHED + [["key", "en"]], REQUIRED) is None
    assert find_key_row([["key"], ["en"]], REQUIRED) is None
    assert find_key_row([], REQUIRED) is None


def test_unknown_and_repeated_keys_are_listed():
    found = find_key_row([["key", "x", "en", "b", "b", None, "en", 5]], REQUIRED)
    assert found.list_unknown(("key", "en")) == ["x", "b", "b", "5"]
    assert found.list_repeated() == ["b", "en"]


def test_rows_below_are_read_by_key_and_keep_their_numbers():
    rows = [["Key", "", "English"], ["key", None, "en"], ["a", "x", "b"], [None, "x"], ["c"]]
    assert list(find_key_row(rows, REQUIRED).records(rows)) == [
        (3, {"key": "a", "en": "b"}),
        (5, {"key": "c", "en": None}),
    ]


def sheet(name: str, *rows, is_hidden: bool = False) -> Worksheet:
    cells = [[FileCell(CellKind.TEXT, text) for text in row] for row in rows]
    return Worksheet(name, is_hidden, cells)


COVER, EMPTY = sheet("Cover", ["KPI 2026"]), sheet("Empty", REQUIRED)
FULL, HIDDEN = sheet("Full", REQUIRED, "ab"), sheet("Hidden", REQUIRED, "ab", is_hidden=True)


@pytest.mark.parametrize(
    ("sheets", "found"),
    [
        ([COVER, FULL], "Full"),
        ([FULL, COVER], "Full"),
        ([HIDDEN, FULL], "Full"),
        ([COVER, HIDDEN], "Hidden"),
        ([EMPTY, FULL], "Full"),
        ([EMPTY], "Empty"),
        ([COVER], "Cover"),
    ],
)
def test_the_sheet_with_the_keys_is_found(sheets, found):
    assert find_sheet(sheets, REQUIRED).name == found


@pytest.mark.parametrize(
    "sheets", [[COVER, sheet("Other")], [FULL, sheet("Other", *[REQUIRED] * 2)]]
)
def test_sheets_are_named_where_none_or_several_have_the_keys(sheets):
    with pytest.raises(UnreadableFile, match=f"“{sheets[0].name}”, “Other”"):
        find_sheet(sheets, REQUIRED)


def test_many_sheets_are_not_all_named():
    with pytest.raises(UnreadableFile) as refused:
        find_sheet([sheet("x" * 99)] * 99, REQUIRED)
    assert str(refused.value).count("x" * 31) == 10
    assert "x" * 32 not in str(refused.value)
