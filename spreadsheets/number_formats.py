"""Reads number formats of workbooks: how a cell shows the number that it holds."""

import re
from dataclasses import dataclass
from functools import lru_cache

from openpyxl.styles.numbers import is_date_format, is_timedelta_format

GENERAL = "General"
_LONGEST_CODE = 255
"""Characters of a format; the bound of spreadsheet programs. A longer one shows nothing."""
# Quoted text, an escaped character, a space as wide as a character, a repeated one, a bracket.
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CONDITION = re.compile(r"\[[<>=]")
_DIGITS = "0#?"
_SCALE = re.compile(r"[0#?],+(?![0#?,])")
_DECIMALS = re.compile(r"\.([0#?]+)")


@dataclass(frozen=True)
class NumberFormat:
    """Says how numbers of zero or more are shown."""

    is_day: bool = False
    is_duration: bool = False
    is_percent: bool = False
    is_scaled: bool = False
    """Whether thousands are shown as ones."""
    is_blank: bool = False
    """Whether nothing is shown."""
    decimals: int | None = None
    """How many are shown at most; None where the format does not say."""


@lru_cache(maxsize=512)
def parse_number_format(code: str) -> NumberFormat:
    """Returns what the code of a format says, such as `#,##0.00`."""
    if len(code) > _LONGEST_CODE:
        return NumberFormat(is_blank=True)
    if is_timedelta_format(code):
        return NumberFormat(is_duration=True)
    if is_date_format(code):
        return NumberFormat(is_day=True)
    shown = _LITERALS.sub("", code).split(";")[0].strip()
    if not shown and not code.split(";")[0].strip():
        return NumberFormat(is_blank=bool(code.strip()))
    is_plain = any(digit in shown for digit in _DIGITS) and not set(shown) & set("Ee/@")
    decimals = _DECIMALS.search(shown)
    return NumberFormat(
        is_percent="%" in shown,
        is_scaled=_SCALE.search(shown) is not None,
        decimals=(
            (len(decimals[1]) if decimals else 0)
            if is_plain and not _CONDITION.search(code)
            else None
        ),
    )
