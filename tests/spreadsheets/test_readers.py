"""Tests how files are read: encodings, delimiters, limits, and files that are none."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from spreadsheets.cells import FileCell
from spreadsheets.readers import Limits, UnreadableFile, read_csv, read_xlsx

KILOBYTE = 1024
LIMITS = Limits(file_size=KILOBYTE, unpacked_size=100 * KILOBYTE, rows=4, columns=3)


def xlsx(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def values(content: bytes, *, computed_values: bool = False) -> list[list]:
    rows = read_xlsx(content, LIMITS, computed_values=computed_values)
    return [[cell and cell.value for cell in row] for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_the_delimiter_of_its_keys(delimiter, encoding):
    lines = ["Größe, in cm;x", "key{d}en", ' 1 {d}"a\nb"', "{d}  "]
    content = "\r\n".join(lines).format(d=delimiter).encode(encoding)
    rows = read_csv(content, LIMITS, key="key")
    assert rows[1:] == [["key", "en"], ["1", "a\nb"], [None, None]]


def test_csv_without_its_key_is_read_with_commas():
    assert read_csv(b"a,b;c\n", LIMITS, key="key") == [["a", "b;c"]]


def test_csv_is_cut_after_the_last_column():
    assert read_csv(b"key,b,c,d\n1,2,3,4\n", LIMITS, key="key") == [
        ["key", "b", "c"],
        ["1", "2", "3"],
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [("Größe".encode("latin-1"), "UTF-8"), (b"key\n" + b"x" * 200_000, "as CSV")],
)
def test_what_is_no_csv_is_refused(content, words):
    with pytest.raises(UnreadableFile, match=words):
        read_csv(content, LIMITS, key="key")


def test_xlsx_is_read_with_the_types_of_its_cells():
    rows = read_xlsx(xlsx(["a", 1, None], ["=1+1"]), LIMITS, computed_values=False)
    assert rows[0][:2] == [FileCell("a", "s"), FileCell(1, "n")]
    assert rows[0][2] is None
    assert rows[1][0] == FileCell("=1+1", "f")


def test_a_formula_is_never_computed():
    assert values(xlsx(["=1+1"]), computed_values=True) == [[None] * LIMITS.columns]


def test_xlsx_is_cut_one_row_after_the_last_and_after_the_last_column():
    content = xlsx(*[[1, 2, 3, 4]] * 10)
    assert values(content) == [[1, 2, 3]] * (LIMITS.rows + 1)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04", xlsx([1])[:-100]])
def test_what_is_no_xlsx_is_refused(content):
    with pytest.raises(UnreadableFile, match="as XLSX"):
        values(content)


def test_a_bomb_is_not_unpacked():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(2):
            archive.writestr(f"{number}.xml", b"0" * (60 * KILOBYTE))
    with pytest.raises(UnreadableFile, match="unpacked"):
        values(packed.getvalue())
