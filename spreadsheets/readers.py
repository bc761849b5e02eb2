"""Reads CSV and XLSX files as rows of cells, within limits that a hostile file cannot pass."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from django.utils.translation import gettext as _

from localization.characters import visible_text
from spreadsheets.file_kinds import refuse_other_files
from spreadsheets.key_row import ROWS_SEARCHED
from spreadsheets.limits import Limits, UnreadableFile
from spreadsheets.package import Package
from spreadsheets.workbook import read_workbook
from spreadsheets.worksheet import Worksheet, read_worksheet

_DELIMITERS = ",;\t"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Some programs put it first; spreadsheet programs do not show it as a row.
_DELIMITER_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_csv(content: bytes, limits: Limits, *, key: str) -> list[list[str | None]]:
    """Returns the rows up to the last one that is not empty, one more than allowed at most.

    Each is cut after the last column allowed; an empty cell is None, and characters that nobody
    sees are left out. The delimiter is the one that is most frequent in the line with the key.
    Raises UnreadableFile.
    """
    refuse_other_files(content)
    text = _decode(content)
    named = _DELIMITER_LINE.match(text)
    if named:
        text, delimiter = text[named.end() :], named[1]
    else:
        first_lines = text.split("\n", ROWS_SEARCHED)[:ROWS_SEARCHED]
        delimiter = max(_DELIMITERS, key=next((x for x in first_lines if key in x), "").count)
    try:
        return _list_rows(csv.reader(StringIO(text, newline=""), delimiter=delimiter), limits)
    except csv.Error as error:
        raise UnreadableFile(_("This file could not be read as CSV.")) from error


def _decode(content: bytes) -> str:
    """Returns the text: in UTF-8, in UTF-16 as a mark says, or else as Windows writes it."""
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFile(
        _(
            "The characters of this CSV file could not be read. Save it as “CSV UTF-8” or "
            ".xlsx in your spreadsheet program and upload that file."
        )
    )


def _list_rows(lines: Iterable[list[str]], limits: Limits) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    blank = 0
    for line in lines:
        row = [visible_text(cell) or None for cell in line[: limits.columns]]
        if not any(row):
            blank += 1
            continue
        if len(rows) + blank >= limits.rows:
            blank = limits.rows - len(rows)
        rows += [[] for _number in range(blank)]
        rows.append(row)
        blank = 0
        if len(rows) > limits.rows:
            break
    return rows


def read_xlsx(content: bytes, limits: Limits) -> list[Worksheet]:
    """Returns the sheets in the order of the workbook, at least one. Raises UnreadableFile."""
    refuse_other_files(content)
    try:
        package = Package(content, limits)
        book = read_workbook(package)
        sheets = [read_worksheet(package, book, part) for part in book.sheets]
        return sheets if sheets else [Worksheet("", is_hidden=False)]
    except UnreadableFile:
        raise
    except Exception as error:  # whatever a broken or hostile file brings the parsers to raise
        raise UnreadableFile(
            _(
                "This file could not be read as XLSX. It may be damaged or incomplete: open it "
                "in a spreadsheet program, save it as .xlsx and upload that file."
            )
        ) from error
