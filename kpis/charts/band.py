"""Draws a value on the zones of its benchmark."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpis.charts.coordinates import coordinate
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
    edges = sorted({Fraction(bounds.on_target), Fraction(worse_edge(bounds))})
    names = zone_names(bounds, len(edges))
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
    pointer = _pointer(axis.coordinate(value), below=value < axis.low, above=value > axis.high)
    return Band(tuple(zones), ticks, pointer)


def growth_band(growth: Fraction) -> Band:
    """Computes the shapes of a change that should be above zero, which is in their middle."""
    axis = Axis(-2 * abs(growth) or Fraction(-1), 2 * abs(growth) or Fraction(1))
    middle, is_growth = axis.coordinate(Fraction(0)), growth > 0
    zones = (
        _shape("off_target", Fraction(LEFT), middle - GAP, None if is_growth else "off_target"),
        _shape("on_target", middle + GAP, Fraction(RIGHT), "on_target" if is_growth else None),
    )
    ticks = (Tick(coordinate(middle), "middle", Fraction(0)),)
    return Band(zones, ticks, _pointer(axis.coordinate(growth), below=False, above=False))


def worse_edge(bounds: Bounds) -> Decimal:
    return bounds.on_target if bounds.warning is None else bounds.warning


def zone_names(bounds: Bounds, edges: int) -> list[str]:
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
    target, worse = Fraction(bounds.on_target), Fraction(worse_edge(bounds))
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


def _pointer(x: Fraction, *, below: bool, above: bool) -> str:
    """Computes a triangle that points down at the value, or sideways at one outside the axis."""
    if above:
        return f"M{coordinate(x - 4)} 1v12l9 -6z"
    if below:
        return f"M{coordinate(x + 4)} 1v12l-9 -6z"
    return f"M{coordinate(x - 6)} 2h12l-6 10z"
