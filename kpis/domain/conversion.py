"""Converts the value of a period to the length of time of the benchmark: a month or a year.

Stating turnover and churn per year is our choice; tickets per month is published.
"""

from enum import StrEnum
from fractions import Fraction

from kpis.domain.periods import MONTHS_A_YEAR

HUNDRED = 100


class ComparedPer(StrEnum):
    """Names the length of time that a benchmark is stated for."""

    AS_ENTERED = "as_entered"
    MONTH = "month"
    YEAR = "year"


class Conversion(StrEnum):
    """Names the ways to convert a value to the benchmark's length of time."""

    UNCHANGED = "unchanged"
    DIVIDED_TO_MONTH = "divided_to_month"  # value / months
    MULTIPLIED_TO_YEAR = "multiplied_to_year"  # value x 12 / months
    COMPOUNDED_TO_YEAR = "compounded_to_year"  # 1 - (1 - rate)^(12 / months)


def convert(value: Fraction, conversion: Conversion, months: int) -> Fraction:
    """Converts `value` of a period of `months` (1, 3 or 12); exact, in the same unit.

    What is compounded is a percentage of 0 to 100: 2 % a quarter keeps 0.98^4 of the clients in a
    year, which is a churn of 7.763184 %. 12 / months is whole, so the power is exact.
    """
    match conversion:
        case Conversion.UNCHANGED:
            return value
        case Conversion.DIVIDED_TO_MONTH:
            return value / months
        case Conversion.MULTIPLIED_TO_YEAR:
            return value * MONTHS_A_YEAR / months
        case Conversion.COMPOUNDED_TO_YEAR:
            retained = 1 - value / HUNDRED
            return HUNDRED * (1 - retained ** (MONTHS_A_YEAR // months))


def changes_with_length(conversion: Conversion, months: int) -> bool:
    """Tells whether conversion changes values of `months`: those of a year stay, to a year."""
    match conversion:
        case Conversion.UNCHANGED:
            return False
        case Conversion.DIVIDED_TO_MONTH:
            return months != 1
        case _:
            return months != MONTHS_A_YEAR
