"""Writes rows of cells as CSV and XLSX: numbers stay numbers, text never becomes a formula."""

import csv
import re
from codecs import getincrementalencoder
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import BytesIO, StringIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from spreadsheets.cells import Cell, fits_number_cell
from spreadsheets.charts import to_chart
from spreadsheets.dialect import ENCODING, get_dialect
from spreadsheets.display_formats import day_format, number_format
from spreadsheets.formulas import remove_forbidden_characters, starts_formula
from spreadsheets.limits import LONGEST_TITLE
from spreadsheets.sheets import Book, FormattedNumber, Look, Row, Sheet, SheetCell
from spreadsheets.styles import CellStyles, Side, count_lines, row_height
from spreadsheets.xlsx_text import escape_characters

PART = 16 * 1024
_FORBIDDEN_IN_TITLE = re.compile(r"[\\/*?:\[\]]")
_A4 = 9


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


def render_xlsx(book: Book) -> bytes:
    """Returns the workbook. Rows are written as they come, so that few stand in memory.

    A number of which a numeric cell would lose digits is text, as the language writes it.
    """
    written = Workbook(write_only=True)
    written.properties.creator = written.properties.lastModifiedBy = settings.PRODUCT_NAME
    written.properties.title = remove_forbidden_characters(book.title)
    written.properties.subject = remove_forbidden_characters(book.subject) or None
    written.properties.language = book.language
    for sheet in book.sheets:
        _SheetWriter(written, sheet, book).write()
    content = BytesIO()
    written.save(content)
    return content.getvalue()


class _SheetWriter:
    """Writes one sheet, a row at a time."""

    def __init__(self, written: Workbook, sheet: Sheet, book: Book) -> None:
        title = _FORBIDDEN_IN_TITLE.sub(" ", sheet.title)[:LONGEST_TITLE]
        self.written = written.create_sheet(title)
        self.sheet = sheet
        self.book = book
        self.dialect = get_dialect(book.language)
        self.day_format = day_format(book.language, book.country)
        self.styles = CellStyles(self.written, wraps_text=sheet.wraps_text)
        self.prepare_text = lru_cache(maxsize=1024)(self._prepare_text)  # most recur in every row

    def write(self) -> None:
        self._set_up_view()
        self._set_up_page()
        last_row = last_column = 0
        for last_row, row in enumerate(self.sheet.rows, start=1):
            shown = row if isinstance(row, Row) else self._to_row(last_row, row)
            self._write_row(last_row, shown)
            last_column = max(last_column, len(shown.cells))
        if self.sheet.has_filter and last_row:
            column = get_column_letter(last_column)
            self.written.auto_filter.ref = f"A{self.sheet.header_rows}:{column}{last_row}"
        for chart in self.sheet.charts:
            self.written.add_chart(to_chart(self.written, chart, self.book))

    def _set_up_view(self) -> None:
        for number, width in enumerate(self.sheet.widths, start=1):
            self.written.column_dimensions[get_column_letter(number)].width = width
        if self.sheet.header_rows or self.sheet.frozen_columns:
            column = get_column_letter(self.sheet.frozen_columns + 1)
            self.written.freeze_panes = f"{column}{self.sheet.header_rows + 1}"
        self.written.sheet_view.showGridLines = bool(self.sheet.header_rows)

    def _set_up_page(self) -> None:
        """Fits the columns to the page, and repeats the names of columns on each."""
        page = self.written
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = _A4
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToWidth = self.sheet.pages_wide
        page.page_setup.fitToHeight = int(self.sheet.is_one_page)  # 0: as many as it needs
        if self.sheet.header_rows:
            page.print_title_rows = f"1:{self.sheet.header_rows}"
        if self.sheet.repeated_columns:
            page.print_title_cols = self.sheet.repeated_columns
        page.oddFooter.left.text = "&A"  # the name of the sheet
        page.oddFooter.right.text = "&P / &N"

    def _to_row(self, number: int, cells: Sequence[SheetCell]) -> Row:
        if number > self.sheet.header_rows:
            return Row(cells=cells)
        if number > 1:
            return Row(cells=cells, look=Look.KEY)
        return Row(cells=cells, look=Look.HEADER, right=self.sheet.number_columns)

    def _write_row(self, number: int, row: Row) -> None:
        lines = self._count_lines(row) if self.styles.needs_lines(row.look) else 1
        height = row_height(row.look, lines)
        if height is not None:
            self.written.row_dimensions[number].height = height
        self.written.append(self._to_cells(row))
        if height is not None:
            del self.written.row_dimensions[number]  # it is written

    def _count_lines(self, row: Row) -> int:
        return max(
            (
                count_lines(cell, width, row.look)
                for cell, width in zip(row.cells, self.sheet.widths, strict=False)
                if isinstance(cell, str)
            ),
            default=1,
        )

    def _to_cells(self, row: Row) -> Iterator[XlsxCell | None]:
        """Yields the cells, each of which openpyxl writes before it asks for the next."""
        for place, value in enumerate(row.cells):
            look = Look.LABEL if row.look is Look.FACT and place == 0 else row.look
            if value is None or value == "":
                yield None
            elif isinstance(value, str):
                side = Side.RIGHT if place in row.right else Side.LEFT
                yield self._to_text_cell(value, look, side)
            else:
                yield self._to_value_cell(value, look)

    def _to_value_cell(self, value: FormattedNumber | int | Decimal | date, look: Look) -> XlsxCell:
        if isinstance(value, date):
            cell = self.styles.get_cell(look, Side.LEFT, self.day_format)
            cell.value = value
            return cell
        shown = value if isinstance(value, FormattedNumber) else _with_own_places(value)
        side = Side.LEFT if look is Look.FACT else Side.RIGHT
        if not fits_number_cell(shown.value):
            return self._to_text_cell(self.dialect.to_text(shown.value), look, side)
        shown_as = number_format(
            self.book.language,
            shown.places,
            is_percent=shown.is_percent,
            is_signed=shown.is_signed,
        )
        cell = self.styles.get_cell(look, side, shown_as)
        cell.value = shown.value
        return cell

    def _to_text_cell(self, text: str, look: Look, side: Side) -> XlsxCell:
        written, is_quoted = self.prepare_text(text)
        cell = self.styles.get_cell(look, side, is_quoted=is_quoted)
        cell.value = written
        cell.data_type = "s"  # openpyxl makes a formula of what begins with «=»
        return cell

    def _prepare_text(self, text: str) -> tuple[str, bool]:
        """Returns the text as it is written, and whether it looks like a formula.

        Such a text is quoted, so that programs make none of it when somebody edits the cell.
        """
        shown = self.sheet.escape(text)
        return escape_characters(shown), starts_formula(shown)


def _with_own_places(value: int | Decimal) -> FormattedNumber:
    """Returns the number with the decimals that it has as it is written: 3.50 has two."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return FormattedNumber(value, max(-exponent, 0) if isinstance(exponent, int) else 0)
