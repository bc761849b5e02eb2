"""Names what a cell can hold, to write and as read from a file."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | Decimal | date | None

EXACT_DIGITS = 15
"""Significant digits of a number that every spreadsheet program keeps."""
_TEXT_TYPES = ("s", "inlineStr", "str")
_FORMULA_TYPE = "f"


def fits_number_cell(value: Decimal | int) -> bool:
    """Tells whether a numeric cell keeps every digit of the number."""
    return len(Decimal(value).normalize().as_tuple().digits) <= EXACT_DIGITS


@dataclass(frozen=True, slots=True)
class FileCell:
    """Represents a cell of an XLSX file that is not empty."""

    value: object
    data_type: str
    """One of the types that openpyxl names, such as `n` for a number."""

    def __str__(self) -> str:
        return str(self.value)

    @property
    def is_text(self) -> bool:
        return self.data_type in _TEXT_TYPES

    @property
    def is_formula(self) -> bool:
        return self.data_type == _FORMULA_TYPE

    def to_exact(self) -> Cell:
        """Returns the value as text without spaces around it, an exact number or a day."""
        match self.value:
            case bool():
                return str(self.value)
            case datetime():
                return self.value.date()
            case int() | Decimal() | date():
                return self.value
            case float():
                return Decimal(repr(self.value))
            case _:
                return str(self.value).strip() or None
