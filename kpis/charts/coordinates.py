"""Formats coordinates: they have a decimal point in every language, as SVG asks."""

from fractions import Fraction


def coordinate(value: Fraction | int) -> str:
    """Formats a coordinate with at most two decimals."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
