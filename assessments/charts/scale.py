"""Draws one score on the scale of the stages, and as a bar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.charts.coordinates import coordinate, percent, share
from assessments.charts.labels import LETTER, choose_rows
from assessments.domain.scale import LOWEST

GAP = Fraction(3, 1000)
"""Half the space between two stages, as a share of the scale."""
NARROW, WIDE = 288, 700
"""The width of the scale on the narrowest page, and on the narrowest that shows all names."""
SLACK = 12
"""How far a word may reach into the margin of the narrowest page."""
FONT = 13
BOUND_WIDTH = 34
"""The room for a bound, «3.00»."""
BAR_TOP, BAR_HEIGHT = 5, 14
ROW = 18
"""The height of a row of words below the bar."""


@dataclass(frozen=True)
class Word:
    """Represents the place of a word: its start, or the end of the scale where it would not fit."""

    x: str
    y: int
    anchor: str


@dataclass(frozen=True)
class Band:
    """Represents one stage as a rectangle, with its words below. Across in percent, down in pixels."""

    x: str
    width: str
    name: str
    name_place: Word
    lower_bound: Fraction
    bound_place: Word
    current: bool


@dataclass(frozen=True)
class Scale:
    """Represents the scale. It is drawn once for all widths, so its words keep their size."""

    bands: tuple[Band, ...]
    height: int
    mark_x: str
    before_x: str = ""
    """Where the score before stands, as a ring; empty where there is none."""
    top: int = BAR_TOP
    thickness: int = BAR_HEIGHT
    middle: int = BAR_TOP + BAR_HEIGHT // 2
    font: int = FONT


@dataclass(frozen=True)
class StageLabel:
    name: str
    lower_bound: Fraction
    current: bool


def scale(score: Fraction, stages: Sequence[StageLabel], before: Fraction | None = None) -> Scale:
    """Draws the stages side by side; words that have no room stand a row lower.

    Bounds have room at every width, names from WIDE on: a narrower page shows the current one alone.
    """
    last = len(stages) - 1
    starts = [
        share(stage.lower_bound) + (GAP if index else 0) for index, stage in enumerate(stages)
    ]
    ends = [share(stage.lower_bound) - GAP for stage in stages[1:]] + [Fraction(1)]
    widths = [len(stage.name) * FONT * LETTER + 8 for stage in stages]
    bounds = _place(starts, [BOUND_WIDTH] * (last + 1), NARROW, BAR_TOP + BAR_HEIGHT + ROW)
    names = _place(starts, widths, WIDE, max(place.y for place in bounds) + ROW)
    bands = [
        Band(
            x=percent(start),
            width=percent(max(end - start, Fraction())),
            name=stage.name,
            name_place=_keep_inside(place, start, width) if stage.current else place,
            lower_bound=stage.lower_bound,
            bound_place=bound,
            current=stage.current,
        )
        for stage, start, end, width, place, bound in zip(
            stages, starts, ends, widths, names, bounds, strict=True
        )
    ]
    return Scale(
        bands=tuple(bands),
        height=max(place.y for place in names) + 4,
        mark_x=percent(share(score)),
        before_x="" if before is None else percent(share(before)),
    )


def _place(
    starts: Sequence[Fraction], widths: Sequence[float], room: int, first_row: int
) -> list[Word]:
    """Places words on a scale of `room` pixels, in rows from `first_row` on."""
    spans = list(zip((float(start) * room for start in starts), widths, strict=True))
    rows = choose_rows([(min(start, room - width), width) for start, width in spans])
    return [
        Word("100%", first_row + ROW * row, "end")
        if at + width > room + SLACK
        else Word(percent(start), first_row + ROW * row, "start")
        for start, (at, width), row in zip(starts, spans, rows, strict=True)
    ]


def _keep_inside(place: Word, start: Fraction, width: float) -> Word:
    """Returns the place of the name that narrow pages show too."""
    if float(start) * NARROW + width > NARROW + SLACK:
        return replace(place, x="100%", anchor="end")
    return place


@dataclass(frozen=True)
class Bar:
    """Represents a score as a bar, 400 wide, with the stage bounds and the earlier score."""

    length: str
    gaps: str
    before: str = ""


def bar(score: Fraction, bounds: Sequence[Fraction], before: Fraction | None = None) -> Bar:
    return Bar(
        length=coordinate(share(score) * 400),
        gaps=" ".join(
            f"M{coordinate(share(bound) * 400)} 5v10" for bound in bounds if bound > LOWEST
        ),
        before="" if before is None else coordinate(share(before) * 400),
    )
