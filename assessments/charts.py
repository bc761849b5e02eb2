"""A result as SVG shapes. Pure: numbers and words in, coordinates out; templates draw them.

Every score runs from 1 to 5, so a bar starts at 1. Coordinates are the picture's own units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.domain.scale import HIGHEST, LOWEST

SPAN = HIGHEST - LOWEST
GAP = 2
"""Half the space between two stages."""


def share(score: Fraction) -> Fraction:
    """Where a score stands between the ends of the scale, 0 to 1."""
    return (Fraction(score) - LOWEST) / SPAN


def coordinate(value: Fraction | int) -> str:
    """At most two decimals, always with a point: SVG is not the reader's language."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class Band:
    """One stage as a rectangle, with the place of its words."""

    x: str
    y: str
    width: str
    height: str
    text_x: str
    name_y: str
    bound_y: str
    name: str
    bound: str
    current: bool


@dataclass(frozen=True)
class Scale:
    bands: tuple[Band, ...]
    mark_x: str
    mark_y: str


@dataclass(frozen=True)
class StageLabel:
    """A stage's name and «from 2.00», in the reader's language."""

    name: str
    bound: str
    lower_bound: Fraction
    current: bool


def _edges(stages: Sequence[StageLabel], length: int) -> list[tuple[Fraction, Fraction]]:
    """Each stage's beginning and end along a line, a little apart from its neighbours."""
    starts = [share(stage.lower_bound) * length for stage in stages]
    ends = [*starts[1:], Fraction(length)]
    last = len(stages) - 1
    return [
        (start + (GAP if index else 0), end - (GAP if index < last else 0))
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def wide_scale(score: Fraction, stages: Sequence[StageLabel]) -> Scale:
    """The four stages side by side, 720 by 110."""
    bands = [
        Band(
            x=coordinate(start),
            y="44",
            width=coordinate(end - start),
            height="14",
            text_x=coordinate(start),
            name_y="84",
            bound_y="105",
            name=stage.name,
            bound=stage.bound,
            current=stage.current,
        )
        for stage, (start, end) in zip(stages, _edges(stages, 720), strict=True)
    ]
    return Scale(tuple(bands), coordinate(share(score) * 720), "51")


def narrow_scale(score: Fraction, stages: Sequence[StageLabel]) -> Scale:
    """The four stages as a ladder, the highest on top, 288 by 184."""
    bottom, length = 180, 176
    bands = [
        Band(
            x="56",
            y=coordinate(bottom - end),
            width="14",
            height=coordinate(end - start),
            text_x="90",
            name_y=coordinate(bottom - end + 18),
            bound_y=coordinate(bottom - end + 36),
            name=stage.name,
            bound=stage.bound,
            current=stage.current,
        )
        for stage, (start, end) in zip(stages, _edges(stages, length), strict=True)
    ]
    return Scale(tuple(bands), "63", coordinate(bottom - share(score) * length))


@dataclass(frozen=True)
class Bar:
    """A score as a bar of 400 by 10, and a path of the lines where the stages meet."""

    length: str
    gaps: str


def bar(score: Fraction, bounds: Sequence[Fraction]) -> Bar:
    meeting = [coordinate(share(bound) * 400) for bound in bounds if bound > LOWEST]
    return Bar(length=coordinate(share(score) * 400), gaps="".join(f"M{x} 5v10" for x in meeting))


@dataclass(frozen=True)
class Steps:
    """Two paths: the steps up to the stage, and those above it."""

    reached: str
    ahead: str


def steps(stages: Sequence[str], current: str) -> Steps:
    """A stage as rising steps, 28 by 12, filled up to it."""
    count, width = len(stages), "5.5"
    paths = [
        f"M{coordinate(Fraction(28 * index, count))} 12v-{coordinate(Fraction(12 * (index + 1), count))}h{width}V12z"
        for index in range(count)
    ]
    reached = stages.index(current) + 1
    return Steps("".join(paths[:reached]), "".join(paths[reached:]))
