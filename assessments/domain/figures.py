"""Decides with how many decimals scores are shown, so that no figure contradicts another.

Scores are shown rounded down. Bounds of stages have at most two decimals, so a score with two
never looks like a stage that it does not reach, nor below one that it reaches.
"""

from collections.abc import Iterable
from fractions import Fraction

OVERALL_PLACES = 2
"""Of the overall score; bounds have no more."""


def has_places(value: Fraction, places: int) -> bool:
    """Tells whether the value is exact with so many decimals."""
    scale: int = 10**places
    return scale % value.denominator == 0


def average_places(averages: Iterable[Fraction]) -> int:
    """Returns the decimals of averages shown together: 1 where that is exact for all, else 2."""
    return 1 if all(has_places(average, 1) for average in averages) else OVERALL_PLACES
