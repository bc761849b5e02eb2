"""Draws a KPI over time on the zones of its threshold.

Places across are percentages of the width, so that one drawing serves every width and words keep
their size; heights are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil

from kpis.charts.band import worse_edge, zone_names
from kpis.charts.coordinates import coordinate
from kpis.charts.words import LETTER, choose_points, spread
from kpis.domain.benchmarks import Bounds

HEIGHT, TOP, BOTTOM = 300, 30, 268
LEFT, RIGHT = 4, 96
PERIOD_Y = 290
MARGIN = Fraction(1, 8)
"""What is free above and below the values, of their span."""
HUNDRED = 100
ZONES = {
    "on_target": ("c-good-soft", "#e6f3ea"),
    "warning": ("c-warn-soft", "#fbf0dc"),
    "off_target": ("c-track", "#f2efea"),
}
WORDS = {
    "on_target": ("c-good", "#1c6a3a"),
    "warning": ("c-warn", "#865000"),
    "off_target": ("c-bad", "#a3262a"),
}


@dataclass(frozen=True)
class PlotValue:
    """Holds one period of a history: its place in months, and its value, or None.

    Values of two series are never joined by a line. `is_running` says that the period is not over.
    """

    month: int
    value: Fraction | None
    text: str
    period: str
    series: str = ""
    is_running: bool = False


@dataclass(frozen=True)
class PlotWords:
    """Holds the words beside the chart."""

    zones: dict[str, str]
    """By the key of a rating."""
    edges: dict[Fraction, str]
    target: str


@dataclass(frozen=True)
class ZoneArea:
    y: str
    height: str
    colour: str
    fill: str


@dataclass(frozen=True)
class AxisWord:
    y: str
    text: str
    colour: str
    fill: str
    is_heavy: bool


@dataclass(frozen=True)
class Line:
    x1: str
    x2: str
    y1: str
    y2: str


@dataclass(frozen=True)
class Point:
    x: str
    y: str
    text: str
    text_y: str
    anchor: str
    period: str
    series: str
    is_running: bool
    is_last: bool
    has_text: bool
    has_period: bool
    is_end: bool
    """It is the first or the last, whose words stand on small screens too."""


@dataclass(frozen=True)
class Plot:
    areas: tuple[ZoneArea, ...]
    words: tuple[AxisWord, ...]
    words_width: int
    target_y: str
    lines: tuple[Line, ...]
    points: tuple[Point, ...]
    height: int = HEIGHT
    bottom: int = BOTTOM
    period_y: int = PERIOD_Y


@dataclass(frozen=True)
class Scale:
    """Converts values to heights and months to places across."""

    low: Fraction
    high: Fraction
    first: int
    last: int

    def y(self, value: Fraction) -> Fraction:
        return TOP + (self.high - value) / (self.high - self.low) * (BOTTOM - TOP)

    def x(self, month: int) -> Fraction:
        if self.first == self.last:
            return Fraction(LEFT + RIGHT, 2)
        return LEFT + Fraction((RIGHT - LEFT) * (month - self.first), self.last - self.first)


def history_plot(
    values: Sequence[PlotValue],
    words: PlotWords,
    *,
    bounds: Bounds | None,
    target: Fraction | None,
    is_percent: bool,
) -> Plot | None:
    """Computes the chart of `values`, the oldest first; None where no value is known."""
    known = [each for each in values if each.value is not None]
    if not known:
        return None
    edges = _edges(bounds)
    scale = _scale(known, [*edges, *([] if target is None else [target])], is_percent=is_percent)
    axis = _words(scale, words, bounds, edges, target)
    return Plot(
        areas=_areas(scale, bounds, edges),
        words=axis,
        words_width=max((ceil(len(word.text) * LETTER) for word in axis), default=0),
        target_y="" if target is None else coordinate(scale.y(target)),
        lines=_lines(scale, values),
        points=_points(scale, known),
    )


def _edges(bounds: Bounds | None) -> list[Fraction]:
    if bounds is None:
        return []
    return sorted({Fraction(bounds.on_target), Fraction(worse_edge(bounds))})


def _scale(known: Sequence[PlotValue], marks: Sequence[Fraction], *, is_percent: bool) -> Scale:
    """Computes a scale with room for all values, bounds and the target."""
    figures = [*(each.value for each in known if each.value is not None), *marks]
    low, high = min(figures), max(figures)
    margin = (high - low or abs(high) or Fraction(1)) * MARGIN
    lowest = low - margin if low < 0 else max(low - margin, Fraction(0))
    highest = min(high + margin, Fraction(HUNDRED)) if is_percent and high <= HUNDRED else None
    if highest is None:
        highest = high + margin
    if lowest == highest:
        lowest -= margin
    return Scale(lowest, highest, known[0].month, known[-1].month)


def _zone_names(bounds: Bounds | None, edges: Sequence[Fraction]) -> list[str]:
    """Lists the zones from the lowest value up; without a warning bound they are two."""
    if bounds is None:
        return []
    names = zone_names(bounds, len(edges))
    return names if bounds.warning is not None else [_or_off_target(name) for name in names]


def _or_off_target(name: str) -> str:
    return "off_target" if name == "warning" else name


def _limits(scale: Scale, edges: Sequence[Fraction]) -> list[Fraction]:
    """Lists the heights where zones end, from the lowest value up; the outer ones fill the chart."""
    return [Fraction(BOTTOM + 4), *(scale.y(edge) for edge in edges), Fraction(0)]


def _areas(scale: Scale, bounds: Bounds | None, edges: Sequence[Fraction]) -> tuple[ZoneArea, ...]:
    limits = _limits(scale, edges)
    names = _zone_names(bounds, edges) or ["off_target"]
    return tuple(
        ZoneArea(coordinate(upper), coordinate(lower - upper), *ZONES[name])
        for name, (lower, upper) in zip(names, pairwise(limits), strict=True)
    )


def _words(
    scale: Scale,
    words: PlotWords,
    bounds: Bounds | None,
    edges: Sequence[Fraction],
    target: Fraction | None,
) -> tuple[AxisWord, ...]:
    names, limits = _zone_names(bounds, edges), _limits(scale, edges)
    placed = [
        ((lower + upper) / 2, AxisWord("", words.zones[name], *WORDS[name], is_heavy=True))
        for name, (lower, upper) in zip(names, pairwise(limits), strict=bool(names))
    ]
    placed += [
        (scale.y(edge), AxisWord("", words.edges[edge], "c-soft", "#545b63", is_heavy=False))
        for edge in edges
    ]
    if target is not None:
        own = AxisWord("", words.target, "c-ink", "#1a1f24", is_heavy=True)
        placed.append((scale.y(target), own))
    placed.sort(key=lambda each: each[0])
    places = spread([y for y, _word in placed], BOTTOM)
    return tuple(
        replace(word, y=coordinate(place + 5))
        for place, (_y, word) in zip(places, placed, strict=True)
    )


def _lines(scale: Scale, values: Sequence[PlotValue]) -> tuple[Line, ...]:
    """Joins neighbours of one series; a period without a value makes a gap."""
    return tuple(
        Line(
            coordinate(scale.x(one.month)),
            coordinate(scale.x(other.month)),
            coordinate(scale.y(one.value)),
            coordinate(scale.y(other.value)),
        )
        for one, other in pairwise(values)
        if one.value is not None and other.value is not None and one.series == other.series
    )


def _points(scale: Scale, known: Sequence[PlotValue]) -> tuple[Point, ...]:
    texts = choose_points(len(known), max(len(each.text) for each in known))
    periods = choose_points(len(known), max(len(each.period) for each in known))
    points = []
    for index, each in enumerate(known):
        value = each.value or Fraction(0)
        is_last, is_low = index == len(known) - 1, _is_low(index, known)
        anchor = "middle"
        if len(known) > 1 and (is_last or index == 0):
            anchor = "end" if is_last else "start"
        points.append(
            Point(
                x=coordinate(scale.x(each.month)),
                y=coordinate(scale.y(value)),
                text=each.text,
                text_y=coordinate(scale.y(value) + (22 if is_low else -12)),
                anchor=anchor,
                period=each.period,
                series=each.series,
                is_running=each.is_running,
                is_last=is_last,
                has_text=index in texts,
                has_period=index in periods,
                is_end=is_last or index == 0,
            )
        )
    return tuple(points)


def _is_low(index: int, known: Sequence[PlotValue]) -> bool:
    """Tells whether the line only rises from a point, so that its text has room below alone."""
    beside = [each.value for each in (*known[max(index - 1, 0) : index], *known[index + 1 :][:1])]
    value = known[index].value
    return (
        bool(beside)
        and value is not None
        and all(other is not None and value < other for other in beside)
    )
