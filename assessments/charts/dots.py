"""Draws an earlier and a later score on one line from 1 to 5, 200 by 20."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.charts.coordinates import coordinate, share
from assessments.domain.scale import VALUES

START, LENGTH = 10, 180
TICKS = tuple(coordinate(START + share(value) * LENGTH) for value in VALUES)


@dataclass(frozen=True)
class Dots:
    before: str
    """Empty where it was not asked."""
    now: str
    ticks: tuple[str, ...] = TICKS

    @property
    def moved(self) -> bool:
        return bool(self.before and self.now) and self.before != self.now

    @property
    def same(self) -> bool:
        return self.before == self.now


def dots(before: Fraction | int | None, now: Fraction | int | None) -> Dots:
    return Dots(_place(before), _place(now))


def _place(score: Fraction | int | None) -> str:
    return "" if score is None else coordinate(START + share(score) * LENGTH)
