"""Computes the position of a score, and renders coordinates."""

from fractions import Fraction

from assessments.domain.scale import HIGHEST, LOWEST

SPAN = HIGHEST - LOWEST


def share(score: Fraction | int) -> Fraction:
    """Computes the position of a score between the ends of the scale, 0 to 1."""
    return (Fraction(score) - LOWEST) / SPAN


def share_drawn(score: Fraction | int) -> float:
    """Computes the same as a float, which is exact enough for charts of many points."""
    return (float(score) - LOWEST) / SPAN


def coordinate(value: Fraction | int | float) -> str:
    """Renders a coordinate with at most two decimals and a point, as SVG requires."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def percent(part: Fraction | float) -> str:
    """Renders a share of the width, 0 to 1, as a coordinate in percent."""
    return f"{coordinate(part * 100)}%"
