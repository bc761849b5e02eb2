"""Draws scores over time: a large chart on the bands of the stages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from assessments.charts.coordinates import coordinate, share_drawn
from assessments.charts.labels import LETTER, spread
from assessments.charts.scale import StageLabel
from assessments.domain.scale import HIGHEST

WORDS_HEIGHT = 15


@dataclass(frozen=True)
class TrendLabel:
    """Represents one point: its score and the words below it."""

    score: Fraction
    day: str
    version: int


@dataclass(frozen=True)
class Point:
    x: str
    y: str
    figure_y: str
    score: Fraction
    day: str
    last: bool
    show_figure: bool
    show_day: bool


@dataclass(frozen=True)
class TrendBand:
    y: str
    height: str
    name: str
    name_y: str
    current: bool
    shaded: bool


@dataclass(frozen=True)
class Line:
    y: str
    text_y: str
    bound: Fraction


@dataclass(frozen=True)
class Seam:
    """Represents the place where another version of the questionnaire begins."""

    x: str
    version: int


@dataclass(frozen=True)
class Frame:
    """Holds the measures of the chart.

    The names of the stages are printed right of `right`; at most `figures` scores and `days` dates
    are printed.
    """

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    margin: int
    figures: int
    days: int
    name_size: int
    name_gap: int
    day_gap: int

    def x(self, index: int, count: int) -> float:
        if count == 1:
            return self.right - self.margin
        return (
            self.left
            + self.margin
            + (self.right - self.left - 2 * self.margin) * index / (count - 1)
        )

    def y(self, score: Fraction) -> float:
        return self.bottom - share_drawn(score) * (self.bottom - self.top)


WIDE = Frame(
    760,
    358,
    40,
    656,
    32,
    306,
    40,
    figures=10,
    days=6,
    name_size=14,
    name_gap=14,
    day_gap=42,
)
NARROW = Frame(
    288,
    300,
    30,
    206,
    32,
    254,
    16,
    figures=2,
    days=2,
    name_size=12,
    name_gap=8,
    day_gap=42,
)
REPORT = replace(WIDE, height=204, bottom=166, day_gap=30)


@dataclass(frozen=True)
class Trend:
    frame: Frame
    points: tuple[Point, ...]
    path: str
    dots: str
    """Every point but the last, as a path without length: round caps make the dots."""
    bands: tuple[TrendBand, ...]
    lines: tuple[Line, ...]
    grid: str
    seams: tuple[Seam, ...]
    day_y: int
    name_x: int
    name_size: int

    @property
    def figures(self) -> list[Point]:
        """Lists the points whose score is printed."""
        return [point for point in self.points if point.show_figure and not point.last]

    @property
    def days(self) -> list[Point]:
        return [point for point in self.points if point.show_day and not point.last]

    @property
    def last(self) -> Point:
        return self.points[-1]

    @property
    def plot_width(self) -> int:
        return self.frame.right - self.frame.left

    @property
    def bound_x(self) -> int:
        return self.frame.left - 10

    @property
    def seam_y(self) -> int:
        return self.frame.bottom - 8


def wide_trend(labels: Sequence[TrendLabel], stages: Sequence[StageLabel]) -> Trend:
    return _trend(WIDE, labels, stages)


def narrow_trend(labels: Sequence[TrendLabel], stages: Sequence[StageLabel]) -> Trend:
    return _trend(NARROW, labels, stages)


def report_trend(labels: Sequence[TrendLabel], stages: Sequence[StageLabel]) -> Trend:
    """Draws the trend as wide and less high, for the cover of a report."""
    return _trend(REPORT, labels, stages)


def _with_room(frame: Frame, stages: Sequence[StageLabel]) -> Frame:
    """Narrows the plot where the names of the stages are long in a language."""
    longest = max(len(stage.name) for stage in stages)
    needed = frame.name_gap + ceil(longest * frame.name_size * LETTER)
    return replace(frame, right=min(frame.right, frame.width - needed))


def _trend(frame: Frame, labels: Sequence[TrendLabel], stages: Sequence[StageLabel]) -> Trend:
    frame = _with_room(frame, stages)
    points = tuple(_point(frame, index, labels) for index in range(len(labels)))
    bounds = [*(stage.lower_bound for stage in stages), Fraction(HIGHEST)]
    lines = _lines(frame, list(dict.fromkeys(bounds)))
    return Trend(
        frame=frame,
        points=points,
        path=_path([(point.x, point.y) for point in points]),
        dots=" ".join(f"M{point.x} {point.y}h0" for point in points[:-1]),
        bands=_bands(frame, stages),
        lines=lines,
        grid=" ".join(f"M{frame.left} {line.y}H{frame.right}" for line in lines),
        seams=_seams(frame, labels),
        day_y=frame.bottom + frame.day_gap,
        name_x=frame.right + frame.name_gap,
        name_size=frame.name_size,
    )


def _point(frame: Frame, index: int, labels: Sequence[TrendLabel]) -> Point:
    label, count = labels[index], len(labels)
    last = index == count - 1
    y = frame.y(label.score)
    return Point(
        x=coordinate(frame.x(index, count)),
        y=coordinate(y),
        figure_y=coordinate(y + 24 if _is_low(index, labels) else y - 14),
        score=label.score,
        day=label.day,
        last=last,
        show_figure=_shown(index, count, frame.figures),
        show_day=_shown(index, count, frame.days),
    )


def _is_low(index: int, labels: Sequence[TrendLabel]) -> bool:
    """Tells whether the line only rises from a point, so that its figure has room below alone."""
    score = labels[index].score
    beside = [
        label.score
        for label in (*labels[max(index - 1, 0) : index], *labels[index + 1 : index + 2])
    ]
    return all(score <= other for other in beside) and any(score < other for other in beside)


def _shown(index: int, count: int, room: int) -> bool:
    """Selects the points with words: the first, the last, and as many between as fit."""
    if count <= room:
        return True
    step = -(-(count - 1) // (room - 1))
    return index in (0, count - 1) or (index % step == 0 and count - 1 - index >= step)


def _path(places: Sequence[tuple[str, str]]) -> str:
    return "M" + " L".join(f"{x} {y}" for x, y in places) if len(places) > 1 else ""


def _bands(frame: Frame, stages: Sequence[StageLabel]) -> tuple[TrendBand, ...]:
    tops = [*(stage.lower_bound for stage in stages[1:]), Fraction(HIGHEST)]
    bands = []
    edges = [
        (frame.y(top), frame.y(stage.lower_bound)) for stage, top in zip(stages, tops, strict=True)
    ]
    middles = _apart([(upper + lower) / 2 for upper, lower in edges], frame.bottom)
    for index, (stage, (upper, lower)) in enumerate(zip(stages, edges, strict=True)):
        bands.append(
            TrendBand(
                y=coordinate(upper),
                height=coordinate(lower - upper),
                name=stage.name,
                name_y=coordinate(middles[index] + 5),
                current=stage.current,
                shaded=index % 2 == 0,
            )
        )
    return tuple(bands)


def _lines(frame: Frame, bounds: Sequence[Fraction]) -> tuple[Line, ...]:
    """Draws the bounds, which are given from the lowest."""
    heights = [frame.y(bound) for bound in bounds]
    texts = _apart(heights, frame.bottom)
    return tuple(
        Line(coordinate(y), coordinate(text + 5), bound)
        for y, text, bound in zip(heights, texts, bounds, strict=True)
    )


def _apart(heights: Sequence[float], last: float) -> list[float]:
    """Returns the places of words beside the heights, which are given from the lowest."""
    return spread(list(reversed(heights)), WORDS_HEIGHT, last)[::-1]


def _seams(frame: Frame, labels: Sequence[TrendLabel]) -> tuple[Seam, ...]:
    count = len(labels)
    return tuple(
        Seam(
            coordinate((frame.x(index - 1, count) + frame.x(index, count)) / 2),
            labels[index].version,
        )
        for index in range(1, count)
        if labels[index].version != labels[index - 1].version
    )
