"""Reads CSV and XLSX files as rows of cells, within limits that a hostile file cannot pass."""

import csv
import zipfile
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from spreadsheets.cells import FileCell

_DELIMITERS = ",;\t"


class UnreadableFile(ValueError):
    """Tells the reader, in their language, why a file as a whole cannot be read."""


@dataclass(frozen=True)
class Limits:
    """Sets how large a file may be."""

    file_size: int
    """Bytes of the file as it was sent."""
    unpacked_size: int
    """Bytes of an XLSX file after unpacking: a small ZIP file can unpack to gigabytes."""
    rows: int
    """The row of keys and the one with headers included."""
    columns: int


def read_csv(content: bytes, limits: Limits, *, key: str) -> list[list[str | None]]:
    """Returns all rows, each cut after the last column allowed; an empty cell is None.

    The delimiter is the one that is most frequent in the line with the key, of the first two.
    Raises UnreadableFile.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(_("This CSV file is not in UTF-8.")) from error
    key_line = next((line for line in text.splitlines()[:2] if key in line), "")
    delimiter = max(_DELIMITERS, key=key_line.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableFile(_("This file cannot be read as CSV.")) from error
    return [[cell.strip() or None for cell in row[: limits.columns]] for row in rows]


def read_xlsx(
    content: bytes, limits: Limits, *, computed_values: bool
) -> list[list[FileCell | None]]:
    """Returns the first sheet's rows, one more than allowed at most; an empty cell is None.

    With `computed_values` a formula's cell has the value that it had when the file was saved,
    without it the formula itself. Nothing is ever computed. Raises UnreadableFile.
    """
    try:
        _check_unpacked_size(content, limits)
        book = load_workbook(BytesIO(content), read_only=True, data_only=computed_values)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = [
            [None if cell.value is None else FileCell(cell.value, cell.data_type) for cell in row]
            for row in sheet.iter_rows(max_row=limits.rows + 1, max_col=limits.columns)
        ]
        book.close()
    except UnreadableFile:
        raise
    except Exception as error:  # whatever a broken or hostile file brings openpyxl to raise
        raise UnreadableFile(_("This file cannot be read as XLSX.")) from error
    return rows


def _check_unpacked_size(content: bytes, limits: Limits) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > limits.unpacked_size:
            raise UnreadableFile(_("This file is too large once it is unpacked."))
