"""Computes the SVG shapes of benchmarks and histories; templates render them.

Coordinates are in the units of the chart and have a decimal point in every language, as SVG asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpis.domain.benchmarks import Bounds, Direction
from kpis.domain.enums import Unit

LEFT, RIGHT = 8, 292
GAP = 1
"""Half the space between two zones."""
SHAPES = {"on_target": (16, 12), "warning": (20, 8), "off_target": (24, 4)}
"""Top and height of a zone: its thickness says what it is, its colour only which one you are in."""
FILLS = {"on_target": "#1c6a3a", "warning": "#865000", "off_target": "#a3262a"}
CLASSES = {"on_target": "c-good", "warning": "c-warn", "off_target": "c-bad"}
HUNDRED = 100

SPARK_WIDTH, SPARK_HEIGHT, SPARK_INSET = 120, 32, 6


def coordinate(value: Fraction | int) -> str:
    """Formats a coordinate with at most two decimals."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True)
class ZoneShape:
    x: str
    y: int
    width: str
    height: int
    colour: str
    fill: str


@dataclass(frozen=True)
class Tick:
    x: str
    anchor: str
    value: Fraction


@dataclass(frozen=True)
class Band:
    """Holds the shapes of a benchmark, 300 by 50, with a pointer at the value."""

    zones: tuple[ZoneShape, ...]
    ticks: tuple[Tick, ...]
    pointer: str


@dataclass(frozen=True)
class Axis:
    """Converts values to x coordinates; those outside the axis get its end."""

    low: Fraction
    high: Fraction

    def coordinate(self, value: Fraction | Decimal) -> Fraction:
        share = (Fraction(value) - self.low) / (self.high - self.low)
        return LEFT + min(max(share, Fraction(0)), Fraction(1)) * (RIGHT - LEFT)


def band(bounds: Bounds, value: Fraction, status: str, unit: Unit) -> Band:
    """Computes the shapes of a benchmark; the zone of `value` has the colour of `status`.

    `value` and `bounds` are in `unit`.
    """
    axis = _axis(bounds, unit)
    edges = sorted({Fraction(bounds.on_target), Fraction(_worse_edge(bounds))})
    names = _names(bounds, len(edges))
    limits = [axis.low, *edges, axis.high]
    current = _zone_of(bounds, value)
    zones = []
    for index, name in enumerate(names):
        start = axis.coordinate(limits[index]) + (GAP if index else 0)
        end = axis.coordinate(limits[index + 1]) - (GAP if index < len(names) - 1 else 0)
        zones.append(_shape(name, start, end, status if name == current else None))
    within = [edge for edge in edges if axis.low < edge < axis.high]
    ticks = (
        Tick(coordinate(LEFT), "start", axis.low),
        *(Tick(coordinate(axis.coordinate(edge)), "middle", edge) for edge in within),
        Tick(coordinate(RIGHT), "end", axis.high),
    )
    pointer = _pointer(axis.coordinate(value), value < axis.low, value > axis.high)
    return Band(tuple(zones), ticks, pointer)


def _worse_edge(bounds: Bounds) -> Decimal:
    return bounds.on_target if bounds.warning is None else bounds.warning


def _names(bounds: Bounds, edges: int) -> list[str]:
    """Lists the zones from the lowest value up; without a warning bound there are two."""
    names = [*SHAPES]
    if bounds.warning is None:
        names = ["on_target", "warning"]
    elif edges == 1:
        names = ["on_target", "off_target"]
    return names[::-1] if bounds.direction is Direction.HIGHER else names


def _zone_of(bounds: Bounds, value: Fraction) -> str:
    if bounds.is_on_target(value):
        return "on_target"
    if bounds.warning is None or bounds.is_within_warning(value):
        return "warning"
    return "off_target"


def _axis(bounds: Bounds, unit: Unit) -> Axis:
    """Computes where the axis begins and ends: wide enough to show each zone."""
    target, worse = Fraction(bounds.on_target), Fraction(_worse_edge(bounds))
    if bounds.direction is Direction.LOWER:
        return Axis(Fraction(0), (target + worse) or Fraction(1))
    if unit is Unit.PERCENT and HUNDRED <= 2 * target < 2 * HUNDRED:
        return Axis(max(Fraction(0), 2 * worse - HUNDRED), Fraction(HUNDRED))
    return Axis(Fraction(0), max(2 * target, target + Fraction(bounds.aim or 0), Fraction(1)))


def _shape(name: str, start: Fraction, end: Fraction, status: str | None) -> ZoneShape:
    top, height = SHAPES[name]
    return ZoneShape(
        x=coordinate(start),
        y=top,
        width=coordinate(max(end - start, Fraction(0))),
        height=height,
        colour=CLASSES[status] if status else "c-zone",
        fill=FILLS[status] if status else "#cfcac2",
    )


def _pointer(x: Fraction, below: bool, above: bool) -> str:
    """Computes a triangle that points down at the value, or sideways at one outside the axis."""
    if above:
        return f"M{coordinate(x - 4)} 1v12l9 -6z"
    if below:
        return f"M{coordinate(x + 4)} 1v12l-9 -6z"
    return f"M{coordinate(x - 6)} 2h12l-6 10z"


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
