"""Formats exact figures as decimal strings for JSON: `7.763184`, `75`, `-0.5`; no exponents."""

from decimal import Decimal
from fractions import Fraction

PLACES = 6


def decimal_string(value: Fraction | Decimal | int | None) -> str | None:
    """Rounds to six decimals (a half away from zero), without trailing zeros; None stays None.

    Only for output: KPIs are rated by exact values.
    """
    if value is None:
        return None
    millionths = abs(Fraction(value)) * 10**PLACES
    rounded = (2 * millionths.numerator + millionths.denominator) // (2 * millionths.denominator)
    whole, decimals = divmod(rounded, 10**PLACES)
    text = f"{whole}.{decimals:0{PLACES}}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and rounded else text


def exact_decimal(value: Fraction | Decimal | int | None) -> Decimal | None:
    """Returns the value as JSON has it: six decimals at most, without trailing zeros."""
    text = decimal_string(value)
    return None if text is None else Decimal(text)
