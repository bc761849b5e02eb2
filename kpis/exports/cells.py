"""What a cell of a sheet may hold."""

from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None

SURE_DIGITS = 15
"""A spreadsheet program keeps this many digits of a number."""


def fits_a_number(value: Decimal | int) -> bool:
    """Whether a numeric cell holds every digit; what does not fit is written as text."""
    return len(Decimal(value).normalize().as_tuple().digits) <= SURE_DIGITS
