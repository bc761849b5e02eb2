"""Draws the last values of a KPI as a small line."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpis.charts.coordinates import coordinate

SPARK_WIDTH, SPARK_HEIGHT, SPARK_INSET = 120, 32, 6


@dataclass(frozen=True)
class Spark:
    """Holds a sparkline, 120 by 32: lines between known neighbours, a dot at the last value."""

    path: str
    x: str
    y: str


def spark(values: Sequence[Fraction | None]) -> Spark | None:
    """Computes a sparkline of `values`, the oldest first; None is not known and makes a gap.

    Returns None for fewer than two known values, or where the newest is not known.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2 or values[-1] is None:
        return None
    low, span = min(known), max(known) - min(known)
    width, height = SPARK_WIDTH - 2 * SPARK_INSET, SPARK_HEIGHT - 2 * SPARK_INSET
    points, pen = [], "M"
    for index, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        x = SPARK_INSET + Fraction(width * index, len(values) - 1)
        share = (value - low) / span if span else Fraction(1, 2)
        y = SPARK_INSET + (1 - share) * height
        points.append(f"{pen}{coordinate(x)} {coordinate(y)}")
        pen = "L"
    last = points[-1][1:].split()
    return Spark(" ".join(points), *last)
