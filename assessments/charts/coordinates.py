"""Where a score stands, and how a coordinate is written."""

from fractions import Fraction

from assessments.domain.scale import HIGHEST, LOWEST

SPAN = HIGHEST - LOWEST


def share(score: Fraction | int) -> Fraction:
    """Where a score stands between the ends of the scale, 0 to 1."""
    return (Fraction(score) - LOWEST) / SPAN


def share_drawn(score: Fraction | int) -> float:
    """The same for pictures of many points, where exactness would cost more than the picture is worth."""
    return (float(score) - LOWEST) / SPAN


def coordinate(value: Fraction | int | float) -> str:
    """At most two decimals, always with a point: SVG is not the reader's language."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
