"""Draws the scores of one section over time as a small line."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.charts.coordinates import coordinate, share_drawn
from assessments.domain.scale import LOWEST

WIDTH, HEIGHT = 200, 48


@dataclass(frozen=True)
class Spark:
    """Represents a small line, broken where a score is missing."""

    path: str
    gaps: str


def spark(scores: Sequence[Fraction | None], bounds: Sequence[Fraction]) -> Spark:
    """Draws one section over time, 200 by 48, from the left edge to the right one."""
    steps = max(len(scores) - 1, 1)
    parts, place = [], "M"
    for index, score in enumerate(scores):
        if score is None:
            place = "M"
            continue
        y = HEIGHT * (1 - share_drawn(score))
        parts.append(f"{place}{coordinate(WIDTH * index / steps)} {coordinate(y)}")
        place = "L"
    heights = (HEIGHT * (1 - share_drawn(bound)) for bound in bounds if bound > LOWEST)
    return Spark(" ".join(parts), " ".join(f"M0 {coordinate(y)}H{WIDTH}" for y in heights))
