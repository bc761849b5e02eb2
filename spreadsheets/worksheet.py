"""Reads the rows of one sheet of an XLSX file: values as saved, nothing is ever computed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from operator import itemgetter
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from localization.dates import EARLIEST_DAY
from spreadsheets.cells import CellKind, FileCell
from spreadsheets.number_formats import GENERAL, parse_number_format
from spreadsheets.package import BrokenWorkbook, Package, local_name
from spreadsheets.workbook import SheetPart, Workbook, text_of
from spreadsheets.xlsx_text import unescape_characters

Rows = list[list[FileCell | None]]

_FIRST_DAY, _LAST_DAY = EARLIEST_DAY, date(2100, 12, 31)
"""A number is taken for a day only between them."""
_FIRST_SERIAL, _LAST_SERIAL = 31_000, 74_000
"""Their numbers lie between these, counted from 1900 or 1904; others need no calendar."""


@dataclass
class Worksheet:
    """Holds the rows of a sheet, up to the last one that is not empty."""

    name: str
    is_hidden: bool
    rows: Rows = field(default_factory=list)
    """One more than allowed at most; each up to its last cell, within the columns allowed."""


def read_worksheet(package: Package, book: Workbook, part: SheetPart) -> Worksheet:
    reader = _SheetReader(book, package)
    for name, element, parent in package.parse(part.part, "c"):
        match name:
            case "c" if parent is not None and local_name(parent) == "row":
                reader.begin_row(parent)
                reader.read_cell(element)
            case "row":
                reader.begin_row(element)
            case "mergeCell":
                reader.merge(element.get("ref", ""))
    return Worksheet(part.name, part.is_hidden, reader.list_rows())


class _SheetReader:
    def __init__(self, book: Workbook, package: Package) -> None:
        self.book, self.package, self.limits = book, package, package.limits
        self.epoch = CALENDAR_MAC_1904 if book.counts_from_1904 else CALENDAR_WINDOWS_1900
        self.cells: dict[tuple[int, int], FileCell] = {}
        """By row and column, from 1; of the rows beyond the limit only the first."""
        self.row_element: Element | None = None
        self.row = self.column = 0

    def list_rows(self) -> Rows:
        rows: Rows = [[]] * max((row for row, _column in self.cells), default=0)
        for (row, column), cell in sorted(self.cells.items(), key=itemgetter(0)):
            cells = rows[row - 1] or []
            rows[row - 1] = cells
            cells += [None] * (column - 1 - len(cells))
            cells.append(cell)
        return rows

    def begin_row(self, element: Element) -> None:
        """Takes the number of a row, before its first cell or, without cells, at its end."""
        if element is not self.row_element:
            self.row_element = element
            self.row, self.column = int(element.get("r", self.row + 1)), 0

    def read_cell(self, element: Element) -> None:
        reference = element.get("r")
        self.column = coordinate_to_tuple(reference)[1] if reference else self.column + 1
        is_empty = not len(element)  # all that it has is a format
        if is_empty or self.column > self.limits.columns or self.row < 1:
            return
        value = self._read_cell(element)
        if value is not None:
            self.package.count_cells(1)
            self.cells[min(self.row, self.limits.rows + 1), self.column] = value

    def merge(self, reference: str) -> None:
        """Marks the cells that the first of merged cells covers; those of empty ones are empty."""
        left, top, right, bottom = range_boundaries(reference)
        if left is None or top is None or right is None or bottom is None:
            raise BrokenWorkbook("merged cells without bounds")
        if (top, left) not in self.cells:
            return
        right, bottom = min(right, self.limits.columns), min(bottom, self.limits.rows + 1)
        if right >= left and bottom >= top:
            self.package.count_cells((right - left + 1) * (bottom - top + 1))
        first = FileCell(CellKind.MERGED, f"{get_column_letter(left)}{top}")
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    self.cells[row, column] = first

    def _read_cell(self, element: Element) -> FileCell | None:
        children = {local_name(child): child for child in element}
        value, is_formula = children.get("v"), "f" in children
        text = "" if value is None else value.text or ""
        kind = element.get("t", "n")
        if is_formula and self.book.is_uncomputed:
            return FileCell(CellKind.UNCOMPUTED, is_formula=True)
        if kind == "inlineStr":
            inline = children.get("is")
            written = "" if inline is None else text_of(inline)
            return FileCell(CellKind.TEXT, written, is_formula=is_formula) if written else None
        if not text:
            is_computed = not is_formula or (kind == "str" and value is not None)
            return None if is_computed else FileCell(CellKind.UNCOMPUTED, is_formula=True)
        return self._read_value(kind, text, self._get_format(element), is_formula=is_formula)

    def _read_value(
        self, kind: str, text: str, number_format: str, *, is_formula: bool
    ) -> FileCell | None:
        match kind:
            case "s":
                written = self.book.texts[int(text)]
                return FileCell(CellKind.TEXT, written, is_formula=is_formula) if written else None
            case "str":
                return FileCell(CellKind.TEXT, unescape_characters(text), is_formula=is_formula)
            case "b":
                return FileCell(CellKind.BOOLEAN, is_formula=is_formula)
            case "e":
                return FileCell(CellKind.ERROR, text, is_formula=is_formula)
            case "d":
                day = datetime.fromisoformat(text)
                return FileCell(CellKind.DAY, day.date(), is_formula=is_formula)
            case _:
                return self._read_number(text, number_format, is_formula=is_formula)

    def _read_number(self, text: str, number_format: str, *, is_formula: bool) -> FileCell:
        value = Decimal(text.strip())
        if not isfinite(float(value)):
            raise BrokenWorkbook("a number beyond those of the format")
        if not float(value):
            value = Decimal(0)
        shown_as = parse_number_format(number_format)
        if shown_as.is_duration:
            return FileCell(CellKind.DURATION, is_formula=is_formula)
        if shown_as.is_day:
            day = self._to_day(value)
            kind = CellKind.DURATION if day is None else CellKind.DAY
            return FileCell(kind, day, is_formula=is_formula)
        return FileCell(
            CellKind.NUMBER, value, number_format, self._to_plausible_day(value), is_formula
        )

    def _to_plausible_day(self, value: Decimal) -> date | None:
        if not _FIRST_SERIAL <= value <= _LAST_SERIAL or value % 1:
            return None
        day = self._to_day(value)
        return day if day is not None and _FIRST_DAY <= day <= _LAST_DAY else None

    def _to_day(self, value: Decimal) -> date | None:
        """Returns the day of a serial number, without its time; None where there is none."""
        try:
            moment = from_excel(float(value), self.epoch)
        except (OverflowError, ValueError):
            return None
        return moment.date() if isinstance(moment, datetime) and value >= 1 else None

    def _get_format(self, element: Element) -> str:
        style = int(element.get("s", 0))
        return self.book.formats[style] if 0 <= style < len(self.book.formats) else GENERAL
