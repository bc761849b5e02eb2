"""Tests how files are read: encodings, delimiters, limits, and files that are none."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from spreadsheets.cells import CellKind, FileCell
from spreadsheets.limits import Limits, UnreadableFile
from spreadsheets.readers import read_csv, read_xlsx

KILOBYTE = 1024
LIMITS = Limits(file_size=KILOBYTE, unpacked_size=100 * KILOBYTE, rows=4, columns=3, cells=100)


def xlsx(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def values(content: bytes) -> list[list]:
    (sheet,) = read_xlsx(content, LIMITS)
    return [[cell and cell.value for cell in row] for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_is_read_with_the_delimiter_of_its_keys(delimiter, encoding):
    lines = ["Größe, in cm;x", "key{d}en", ' 1 {d}"a\nb"', "{d}  "]
    content = "\r\n".join(lines).format(d=delimiter).encode(encoding)
    rows = read_csv(content, LIMITS, key="key")
    assert rows[1:] == [["key", "en"], ["1", "a\nb"]]


def test_csv_without_its_key_is_read_with_commas():
    assert read_csv(b"a,b;c\n", LIMITS, key="key") == [["a", "b;c"]]


def test_csv_is_cut_after_the_last_column():
    assert read_csv(b"key,b,c,d\n1,2,3,4\n", LIMITS, key="key") == [
        ["key", "b", "c"],
        ["1", "2", "3"],
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Gr\x81\x8d\xdfe", "UTF-8"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"k\0e\0y\0", "UTF-8"),
        (b"key\n" + b"x" * 200_000, "as CSV"),
    ],
)
def test_what_is_no_csv_is_refused(content, words):
    with pytest.raises(UnreadableFile, match=words):
        read_csv(content, LIMITS, key="key")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_the_encodings_of_spreadsheet_programs(encoding):
    assert read_csv("key;Größe €\n".encode(encoding), LIMITS, key="key") == [["key", "Größe €"]]


def test_blank_lines_count_as_rows_but_not_at_the_end():
    assert read_csv(b"key;x\n\n ;\n1;\n;;\n\n", LIMITS, key="key") == [
        ["key", "x"],
        [],
        [],
        ["1", None],
    ]


@pytest.mark.parametrize("blank_lines", [0, 1, 3, 10_000])
def test_csv_is_cut_one_row_after_the_last(blank_lines):
    content = b"key\n" + b"\n" * blank_lines + b"1\n" * 10
    assert len(read_csv(content, LIMITS, key="key")) == LIMITS.rows + 1


def test_characters_that_nobody_sees_are_left_out():
    content = "\ufeff\ufeffkey\n1\u200b\u200e2\n\u200b\n\xa0 3\u202f\n".encode()
    assert read_csv(content, LIMITS, key="key") == [["key"], ["12"], [], ["3"]]


def test_xlsx_is_read_with_the_kinds_of_its_cells():
    (sheet,) = read_xlsx(xlsx(["a", 1, None], ["=1+1"]), LIMITS)
    assert sheet.rows[0] == [FileCell(CellKind.TEXT, "a"), FileCell(CellKind.NUMBER, 1)]
    assert sheet.rows[1][0] == FileCell(CellKind.UNCOMPUTED, is_formula=True)


def test_xlsx_is_cut_one_row_after_the_last_and_after_the_last_column():
    content = xlsx(*[[1, 2, 3, 4]] * 10)
    assert values(content) == [[1, 2, 3]] * (LIMITS.rows + 1)


def test_sheets_keep_their_order_and_names():
    book = Workbook()
    book.active.title = "First"
    book.create_sheet("Second").sheet_state = "hidden"
    written = BytesIO()
    book.save(written)
    sheets = read_xlsx(written.getvalue(), LIMITS)
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("First", False),
        ("Second", True),
    ]


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
