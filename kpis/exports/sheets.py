"""A table as a file: XLSX with numeric cells, CSV as the reader's spreadsheet program reads it."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from kpis.exports.cells import Cell, fits_a_number
from kpis.exports.table import Table
from localization.numbers import format_plain

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""By which Excel knows UTF-8."""


def render_xlsx(table: Table, language: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("KPIs")
    sheet.freeze_panes = "A3"
    sheet.append([_text_cell(sheet, header, bold=True) for header in table.headers])
    sheet.append([_text_cell(sheet, key) for key in table.keys])
    for row in table.rows:
        sheet.append([_cell(sheet, value, language) for value in row])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(sheet, value: Cell, language: str):
    if value is None:
        return None
    if isinstance(value, str):
        return _text_cell(sheet, value)
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not fits_a_number(value):
        return _text_cell(sheet, format_plain(value, language))
    return WriteOnlyCell(sheet, value)


def _text_cell(sheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    """Text, whatever it looks like: openpyxl makes a formula of what begins with «=»."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def render_csv(table: Table, language: str) -> str:
    """With the language's decimal mark, and a semicolon between cells where that is a comma."""
    written = StringIO()
    mark = format_plain(Decimal("0.5"), language)[1]
    writer = csv.writer(written, delimiter=";" if mark == "," else ",")
    writer.writerows([table.headers, table.keys])
    writer.writerows([_csv_text(value, language) for value in row] for row in table.rows)
    return BYTE_ORDER_MARK + written.getvalue()


def _csv_text(value: Cell, language: str) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case date():
            return value.isoformat()
        case _:
            return format_plain(value, language)
