"""Draws one score on the scale of the stages: in a row, as a ladder, as a bar, as steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.charts.coordinates import coordinate, share
from assessments.charts.labels import LETTER, choose_rows, spread
from assessments.domain.scale import LOWEST

GAP = 2
"""Half the space between two stages."""
ROW, LADDER_ROW = 42, 40
"""The height of a stage's name and bound, side by side and on the ladder."""
HALF_FIGURE = 23
"""Half the width of the score above its mark."""
BOUND_WIDTH = 120
"""The room for a bound in words, «à partir de 1,00»."""


@dataclass(frozen=True)
class Band:
    """Represents one stage as a rectangle, with the position of its words."""

    x: str
    y: str
    width: str
    height: str
    text_x: str
    name_y: str
    bound_y: str
    name: str
    lower_bound: Fraction
    current: bool


@dataclass(frozen=True)
class Scale:
    bands: tuple[Band, ...]
    height: int
    mark_x: str
    mark_y: str
    figure_x: str = ""
    """The middle of the score above the mark of the wide scale, which keeps inside its ends."""
    before_x: str = ""
    """Where the score before stands, as a ring; empty where there is none."""
    before_y: str = ""


@dataclass(frozen=True)
class StageLabel:
    name: str
    lower_bound: Fraction
    current: bool


def _edges(stages: Sequence[StageLabel], length: int) -> list[tuple[Fraction, Fraction]]:
    """Computes the start and end of each stage along a line, with gaps between them."""
    starts = [share(stage.lower_bound) * length for stage in stages]
    ends = [*starts[1:], Fraction(length)]
    last = len(stages) - 1
    return [
        (start + (GAP if index else 0), end - (GAP if index < last else 0))
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def wide_scale(
    score: Fraction, stages: Sequence[StageLabel], before: Fraction | None = None
) -> Scale:
    """Draws the stages side by side, 720 wide; names that have no room stand a row lower."""
    edges = _edges(stages, 720)
    widths = [max(len(stage.name) * 16 * LETTER, BOUND_WIDTH) + 8 for stage in stages]
    starts = [
        min(float(start), 720 - width) for (start, _), width in zip(edges, widths, strict=True)
    ]
    rows = choose_rows(list(zip(starts, widths, strict=True)))
    bands = [
        Band(
            x=coordinate(start),
            y="44",
            width=coordinate(max(end - start, Fraction())),
            height="14",
            text_x=coordinate(text_x),
            name_y=coordinate(84 + ROW * row),
            bound_y=coordinate(105 + ROW * row),
            name=stage.name,
            lower_bound=stage.lower_bound,
            current=stage.current,
        )
        for stage, (start, end), text_x, row in zip(stages, edges, starts, rows, strict=True)
    ]
    earlier = ("", "") if before is None else (coordinate(share(before) * 720), "51")
    height = 110 + ROW * max(rows)
    mark = share(score) * 720
    figure_x = min(max(mark, Fraction(HALF_FIGURE)), Fraction(720 - HALF_FIGURE))
    return Scale(tuple(bands), height, coordinate(mark), "51", coordinate(figure_x), *earlier)


def narrow_scale(
    score: Fraction, stages: Sequence[StageLabel], before: Fraction | None = None
) -> Scale:
    """Draws the stages as a ladder, the highest on top, 288 wide, 44 high for each stage."""
    length = 44 * max(len(stages), 4)
    bottom = length + 4
    edges = _edges(stages, length)
    tops = [float(bottom - end) for _, end in reversed(edges)]
    labels = reversed(spread(tops, LADDER_ROW, bottom - LADDER_ROW))
    bands = [
        Band(
            x="56",
            y=coordinate(bottom - end),
            width="14",
            height=coordinate(max(end - start, Fraction())),
            text_x="90",
            name_y=coordinate(label + 18),
            bound_y=coordinate(label + 36),
            name=stage.name,
            lower_bound=stage.lower_bound,
            current=stage.current,
        )
        for stage, (start, end), label in zip(stages, edges, labels, strict=True)
    ]
    earlier = ("", "") if before is None else ("63", coordinate(bottom - share(before) * length))
    mark_y = coordinate(bottom - share(score) * length)
    return Scale(tuple(bands), bottom + 4, "63", mark_y, "", *earlier)


@dataclass(frozen=True)
class Bar:
    """Represents a score as a bar, 400 wide, with the stage bounds and the earlier score."""

    length: str
    gaps: tuple[str, ...]
    before: str = ""


def bar(score: Fraction, bounds: Sequence[Fraction], before: Fraction | None = None) -> Bar:
    return Bar(
        length=coordinate(share(score) * 400),
        gaps=tuple(coordinate(share(bound) * 400) for bound in bounds if bound > LOWEST),
        before="" if before is None else coordinate(share(before) * 400),
    )


@dataclass(frozen=True)
class Step:
    x: str
    y: str
    height: str
    reached: bool


def steps(stages: Sequence[str], current: str) -> tuple[Step, ...]:
    """Draws a stage as rising steps, 28 by 12, filled up to that stage."""
    reached = stages.index(current)
    count = len(stages)
    return tuple(
        Step(
            x=coordinate(Fraction(28 * index, count)),
            y=coordinate(12 - Fraction(12 * (index + 1), count)),
            height=coordinate(Fraction(12 * (index + 1), count)),
            reached=index <= reached,
        )
        for index in range(count)
    )
