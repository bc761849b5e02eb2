"""Writes rows of cells as CSV and XLSX: numbers stay numbers, text never becomes a formula."""

import csv
import re
from codecs import getincrementalencoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from spreadsheets.cells import Cell, fits_number_cell
from spreadsheets.dialect import DATE_FORMAT, ENCODING, Dialect, get_dialect
from spreadsheets.formulas import remove_forbidden_characters, starts_formula
from spreadsheets.limits import LONGEST_TITLE
from spreadsheets.xlsx_text import escape_characters

PART = 16 * 1024
_FORBIDDEN_IN_TITLE = re.compile(r"[\\/*?:\[\]]")


def render_csv(rows: Iterable[Sequence[Cell]], language: str) -> bytes:
    """Returns the rows in the dialect of the language."""
    return b"".join(iterate_csv(rows, language))


def iterate_csv(rows: Iterable[Sequence[Cell]], language: str) -> Iterator[bytes]:
    """Yields the file as its rows come, in parts of about `PART` bytes."""
    dialect = get_dialect(language)
    written, encode = StringIO(newline=""), getincrementalencoder(ENCODING)().encode
    writer = csv.writer(written, delimiter=dialect.delimiter)
    for row in rows:
        writer.writerow([dialect.to_text(cell) for cell in row])
        if written.tell() >= PART:
            yield encode(written.getvalue())
            written.seek(0)
            written.truncate()
    yield encode(written.getvalue())


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Describes one sheet of a workbook. The first of its rows is printed bold."""

    title: str
    rows: Iterable[Sequence[Cell]]
    header_rows: int = 1
    """Rows at the top that stay in view."""
    widths: Sequence[int] = ()
    """Of the columns from the left, in characters; the others have the program's own width."""
    wraps_text: bool = False
    shows_decimal_places: bool = False
    """Whether a number is printed with the decimal places that it has, as in 3.50."""
    escape: Callable[[str], str] = remove_forbidden_characters
    """Of text, where the sheet is read again and has to come back as it was."""


def render_xlsx(sheets: Iterable[Sheet], language: str) -> bytes:
    """Returns a workbook of the sheets.

    A number of which a numeric cell would lose digits is text, as the language writes it.
    """
    dialect = get_dialect(language)
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write_sheet(book, sheet, dialect)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet, dialect: Dialect) -> None:
    written = book.create_sheet(_FORBIDDEN_IN_TITLE.sub(" ", sheet.title)[:LONGEST_TITLE])
    written.freeze_panes = f"A{sheet.header_rows + 1}"
    for number, width in enumerate(sheet.widths, start=1):
        written.column_dimensions[get_column_letter(number)].width = width
    for index, row in enumerate(sheet.rows):
        is_bold = index == 0
        written.append([_to_xlsx(written, cell, sheet, dialect, is_bold=is_bold) for cell in row])


def _to_xlsx(
    written: WriteOnlyWorksheet, value: Cell, sheet: Sheet, dialect: Dialect, *, is_bold: bool
) -> XlsxCell | None:
    if value is None:
        return None
    if isinstance(value, str):
        return _to_text_cell(written, sheet.escape(value), sheet, is_bold=is_bold)
    if isinstance(value, int | Decimal) and not fits_number_cell(value):
        return _to_text_cell(written, dialect.to_text(value), sheet, is_bold=is_bold)
    cell = WriteOnlyCell(written)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = DATE_FORMAT
    elif isinstance(value, Decimal) and sheet.shows_decimal_places:
        cell.number_format = str(Decimal(0).quantize(value))  # such as 0.00
    return cell


def _to_text_cell(
    written: WriteOnlyWorksheet, text: str, sheet: Sheet, *, is_bold: bool
) -> XlsxCell:
    cell = WriteOnlyCell(written, escape_characters(text))
    cell.data_type = "s"  # openpyxl makes a formula of what begins with «=»
    if starts_formula(text):
        cell.quotePrefix = True  # so that programs do not either, when somebody edits the cell
    if sheet.wraps_text:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    if is_bold:
        cell.font = Font(bold=True)
    return cell
