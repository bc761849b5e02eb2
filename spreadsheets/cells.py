"""Names what a cell can hold, to write and as read from a file."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from math import ulp

from django.utils.translation import gettext as _

from spreadsheets.number_formats import GENERAL, NumberFormat, parse_number_format

Cell = str | int | Decimal | date | None

EXACT_DIGITS = 15
"""Significant digits of a number that every spreadsheet program keeps."""
_ROUNDING = Context(prec=300)
"""Rounds a number of 15 digits to as many decimals as a format can show."""
_MOST_ULPS = 4
"""How far the digits behind the fifteenth may be from zero to be a remainder of binary numbers."""


def fits_number_cell(value: Decimal | int) -> bool:
    """Tells whether a numeric cell keeps every digit of the number."""
    if isinstance(value, int) and abs(value) < 10**EXACT_DIGITS:
        return True
    return len(Decimal(value).normalize().as_tuple().digits) <= EXACT_DIGITS


def without_binary_tail(value: Decimal) -> Decimal:
    """Returns the number that a spreadsheet shows: 0.30000000000000004 is 0.3.

    A number whose digits behind the fifteenth are no such remainder stays as it is.
    """
    if fits_number_cell(value):
        return value
    shown = Decimal(f"{value:.{EXACT_DIGITS}g}")
    return shown if abs(value - shown) <= Decimal(ulp(float(value))) * _MOST_ULPS else value


class CellKind(StrEnum):
    """Lists what a cell of a workbook holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    DURATION = "duration"  # or a time of day, or a day that no calendar has
    BOOLEAN = "boolean"
    ERROR = "error"
    UNCOMPUTED = "uncomputed"  # a formula whose result nobody has computed
    MERGED = "merged"  # below or beside the first of merged cells


@dataclass(frozen=True, slots=True)
class SheetNumber:
    """Represents a number of a sheet: what its cell holds, and what it shows."""

    value: Decimal
    shown: Decimal | None = None
    """Rounded as the cell's format rounds; None where the format does not say."""
    day: date | None = None
    """The day that it would be shown as, where it can be one."""

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """Says why a cell has no value and how to correct it, in the reader's language."""

    message: str

    def __str__(self) -> str:
        return ""


ReadCell = str | SheetNumber | date | RefusedCell | None


@dataclass(frozen=True, slots=True)
class FileCell:
    """Represents a cell of an XLSX file that is not empty."""

    kind: CellKind
    value: str | Decimal | date | None = None
    """Text; a number; a day. Of an error its name; of merged cells the first one's."""
    format: str = GENERAL
    day: date | None = None
    """Of a number: the day that it would be shown as."""
    is_formula: bool = False

    def __str__(self) -> str:
        return str(self.value) if self.kind in (CellKind.TEXT, CellKind.NUMBER) else ""

    @property
    def is_text(self) -> bool:
        return self.kind is CellKind.TEXT

    def read(self) -> ReadCell:
        """Returns the value that the sheet shows: text without spaces around it, number or day."""
        match self.value:
            case Decimal() if self.kind is CellKind.NUMBER:
                return self._read_number(self.value)
            case datetime() if self.kind is CellKind.DAY:
                return self.value.date()
            case date() if self.kind is CellKind.DAY:
                return self.value
            case str() if self.kind is CellKind.TEXT:
                return self.value.strip() or None
            case _:
                return RefusedCell(self.refusal)

    def _read_number(self, value: Decimal) -> SheetNumber | RefusedCell:
        shown_as = parse_number_format(self.format)
        if message := _number_refusal(value, shown_as):
            return RefusedCell(message)
        value = without_binary_tail(value)
        shown = None
        if shown_as.decimals is not None and abs(value) < 10**EXACT_DIGITS:
            places = Decimal(1).scaleb(-shown_as.decimals)
            shown = value.quantize(places, ROUND_HALF_UP, _ROUNDING)
        return SheetNumber(value, shown, self.day)

    @property
    def refusal(self) -> str:
        """Returns why the cell has no value that could be read, in the reader's language."""
        match self.kind:
            case CellKind.UNCOMPUTED:
                return _(
                    "The result of this formula is not saved in the file. Open the file in a "
                    "spreadsheet program, save it there and upload it again, or enter the value "
                    "itself."
                )
            case CellKind.ERROR:
                text = _("This cell contains an error (%(error)s). Correct it or clear the cell.")
                return text % {"error": self.value}
            case CellKind.MERGED:
                text = _(
                    "This cell is merged with %(cell)s. Unmerge the cells and fill in each one."
                )
                return text % {"cell": self.value}
            case CellKind.BOOLEAN:
                return _(
                    "This cell contains TRUE or FALSE. Enter the value itself or clear the cell."
                )
            case _:
                return _(
                    "This cell contains a time. Choose another number format and enter the value "
                    "again."
                )


def _number_refusal(value: Decimal, shown_as: NumberFormat) -> str:
    """Returns why the number is not what the sheet shows; blank where it is."""
    if shown_as.is_percent:
        percent = f"{(without_binary_tail(value) * 100).normalize():f}"
        text = _("This cell shows a percentage (%(text)s). Enter a number without a percent sign.")
        return text % {"text": f"{percent}%"}
    if shown_as.is_scaled:
        return _(
            "This cell shows its number in thousands or millions. Choose a number format that "
            "shows it in full, and check the figure."
        )
    if shown_as.is_blank:
        return _(
            "The format of this cell hides its number. Choose another format, and check the number."
        )
    return ""
