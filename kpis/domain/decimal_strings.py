"""Exact figures as decimal strings, for JSON: `7.763184`, `75`, `-0.5`; never an exponent."""

from decimal import Decimal
from fractions import Fraction

PLACES = 6


def decimal_string(value: Fraction | Decimal | int | None) -> str | None:
    """`value` rounded to six decimals (a half away from zero), without trailing zeros; None stays.

    Only for output: verdicts are made on exact values.
    """
    if value is None:
        return None
    millionths = abs(Fraction(value)) * 10**PLACES
    rounded = (2 * millionths.numerator + millionths.denominator) // (2 * millionths.denominator)
    whole, decimals = divmod(rounded, 10**PLACES)
    text = f"{whole}.{decimals:0{PLACES}}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 and rounded else text
