"""What a cell of a sheet may hold."""

import re
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None

FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
"""What a program might take for the beginning of a formula; full-width signs too."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no cell of a workbook can hold."""
SURE_DIGITS = 15
"""A spreadsheet program keeps this many digits of a number."""


def safe_text(text: str) -> str:
    """Returns the text with an apostrophe before what would start a formula, and without control characters."""
    text = CONTROL.sub("", text)
    return f"'{text}" if FORMULA.match(text) else text


def fits_a_number(value: Decimal | int) -> bool:
    """Whether a numeric cell holds every digit; what does not fit is written as text."""
    return len(Decimal(value).normalize().as_tuple().digits) <= SURE_DIGITS
