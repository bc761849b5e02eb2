"""A file as rows of cells. Says what is wrong with the file as a whole; cells are judged later."""

import csv
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from kpis.exports.cells import Cell
from kpis.exports.table import PERIOD_TYPE

TYPES = (".xlsx", ".csv")
LARGEST = 1024 * 1024
"""Bytes of a file."""
LARGEST_UNPACKED = 20 * LARGEST
MOST_PERIODS = 500
MOST_COLUMNS = 100


class UnreadableSheet(ValueError):
    """The file is no sheet of ours; the message is for its reader."""


def read_cells(name: str, content: bytes) -> list[list[Cell]]:
    """Rows of text, exact numbers and dates; trailing empty cells are dropped."""
    rows = _xlsx(content) if name.lower().endswith(".xlsx") else _csv(content)
    if len(rows) > MOST_PERIODS + 2:
        raise UnreadableSheet(
            _("This sheet has more than %(most)s periods.") % {"most": MOST_PERIODS}
        )
    return rows


def _csv(content: bytes) -> list[list[Cell]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSheet(_("This CSV file is not in UTF-8.")) from error
    keys = next((line for line in text.splitlines()[:2] if PERIOD_TYPE in line), "")
    delimiter = max(",;\t", key=keys.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableSheet(_("This file cannot be read as CSV.")) from error
    return [[cell.strip() or None for cell in row[:MOST_COLUMNS]] for row in rows]


def _xlsx(content: bytes) -> list[list[Cell]]:
    """The first sheet, with the values that formulas had when the file was saved."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableSheet(_("This file is too large once it is unpacked."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = []
        for row in sheet.iter_rows(
            max_row=MOST_PERIODS + 3, max_col=MOST_COLUMNS, values_only=True
        ):
            rows.append([_exact(value) for value in row])
        book.close()
    except UnreadableSheet:
        raise
    except Exception as error:  # whatever a broken or hostile file brings openpyxl to raise
        raise UnreadableSheet(_("This file cannot be read as XLSX.")) from error
    return rows


def _exact(value) -> Cell:
    match value:
        case None | bool() | int():
            return str(value) if isinstance(value, bool) else value
        case float():
            return Decimal(repr(value))
        case datetime():
            return value.date()
        case date() | Decimal():
            return value
        case _:
            return str(value).strip() or None
