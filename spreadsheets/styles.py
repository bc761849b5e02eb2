"""Styles the cells of a sheet: one cell for each way to look, which is written again and again.

A style object for each cell takes twice the time and the memory of writing the cell.
"""

from enum import StrEnum
from functools import lru_cache
from math import ceil

from openpyxl.cell import Cell as XlsxCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.styles import Side as Edge
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from spreadsheets.sheets import Look

INK, INK_SOFT, LINE, SUNKEN, ACCENT, MUTE = (
    "1A1F24",
    "545B63",
    "E0DCD5",
    "F2EFEA",
    "0B5A73",
    "7D838A",
)
"""Colours of the pages (static/css/theme.css), by day."""
_FONT = "Calibri"
LINE_HEIGHT = 15.0
"""Of a line of text, in points."""
_HEIGHTS = {Look.TITLE: 26.0, Look.HEADING: 24.0}
_MOST_HEIGHT = 409.0
"""The most that the format allows."""
_LINE_SHARES = {Look.HEADER: 0.9, Look.KEY: 1.3}
"""Characters of bold and of small text that need the room of one of the others."""

_MARGIN = 2
"""Characters beside the text of a cell."""

_FONTS = {
    Look.TITLE: Font(name=_FONT, size=18, bold=True, color=INK),
    Look.HEADING: Font(name=_FONT, size=13, bold=True, color=INK),
    Look.HEADER: Font(name=_FONT, size=11, bold=True, color=INK),
    Look.KEY: Font(name=_FONT, size=8, color=INK_SOFT),
    Look.LABEL: Font(name=_FONT, size=11, color=INK_SOFT),
}
_OF_TABLES = (Look.HEADER, Look.KEY, Look.BODY)
_BODY = Font(name=_FONT, size=11, color=INK)
_FILL = PatternFill("solid", fgColor=SUNKEN)
_BELOW = Border(bottom=Edge(style="thin", color=LINE))


class Side(StrEnum):
    """Lists where in its cell a text or a number stands."""

    LEFT = "left"
    RIGHT = "right"


class CellStyles:
    """Hands out the cells of one sheet. A cell has to be written before the next is asked for."""

    def __init__(self, sheet: WriteOnlyWorksheet, *, wraps_text: bool) -> None:
        self._sheet = sheet
        self._wraps_text = wraps_text
        self._cells: dict[tuple[Look, Side, str, bool], XlsxCell] = {}

    def get_cell(
        self, look: Look, side: Side, number_format: str = "", *, is_quoted: bool = False
    ) -> XlsxCell:
        """Returns the cell that looks so. Text has no number format.

        Text that is quoted stays text when somebody edits its cell.
        """
        key = (look, side, number_format, is_quoted)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = self._make(look, side, number_format)
            cell.quotePrefix = is_quoted
        return cell

    def _make(self, look: Look, side: Side, number_format: str) -> XlsxCell:
        cell = WriteOnlyCell(self._sheet)
        cell.font = _FONTS.get(look, _BODY)
        is_name = look in (Look.HEADER, Look.KEY)
        if is_name:
            cell.fill, cell.border = _FILL, _BELOW
        cell.alignment = Alignment(
            horizontal=side.value,
            # So a text does not touch the number before it.
            indent=1 if side is Side.LEFT and look in _OF_TABLES else 0,
            vertical="top",
            wrap_text=(is_name or (self._wraps_text and look is Look.BODY and not number_format))
            or None,
        )
        if number_format:
            cell.number_format = number_format
        return cell

    def needs_lines(self, look: Look) -> bool:
        """Tells whether texts of the row are broken into lines, which decide its height."""
        return look in (Look.HEADER, Look.KEY) or (self._wraps_text and look is Look.BODY)


def row_height(look: Look, lines: int) -> float | None:
    """Returns the height in points; None for the program's own, which has room for one line.

    It is written, because some programs compute none for a file of another program.
    """
    height = _HEIGHTS.get(look)
    return min(lines * LINE_HEIGHT, _MOST_HEIGHT) if height is None and lines > 1 else height


def name_width(text: str, *, lines: int) -> int:
    """Returns a width in which the name of a column stands on so many lines, no word broken."""
    longest = max(map(len, text.split()), default=0)
    return ceil((max(longest, 1.2 * len(text) / lines) + _MARGIN) / _LINE_SHARES[Look.HEADER])


@lru_cache(maxsize=4096)
def count_lines(text: str, width: float, look: Look) -> int:
    """Returns how many lines the text needs in a column of the width, rather too many than too few."""
    room = max(int(width * _LINE_SHARES.get(look, 1)) - _MARGIN, 1)
    return sum(_count_wrapped(line, room) for line in text.splitlines() or [""])


def _count_wrapped(line: str, room: int) -> int:
    lines, used = 1, 0
    for word in line.split(" "):
        length = len(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0
        elif used:
            used += 1
        if length > room:  # broken where the column ends
            lines += ceil(length / room) - 1
            length = length % room or room
        used += length
    return lines
