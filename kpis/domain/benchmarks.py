"""Defines benchmarks: bounds as data, which staff edit; `default_bounds` has the first ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Unit


class Direction(StrEnum):
    """Says whether higher or lower values are better."""

    HIGHER = "higher"
    LOWER = "lower"


class Source(StrEnum):
    """Names the origin of a bound, which pages state."""

    PUBLISHED = "published"  # an industry benchmark, as its source states it
    OWN_READING = "own_reading"  # our threshold; the stored value stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Holds the values where on target and warning end for one KPI, in its `bounds_unit`.

    The `_included` flags say whether a value equal to the bound still belongs to the better side.
    `warning` is None where the KPI has no band of its own (MRR: see `ratings.rate_mrr`).
    `currency` (ISO 4217) is set for money, and None elsewhere. `aim` is a figure worth reaching
    beyond the target and `usual_from` the lower end of a published range; neither is rated by.
    Raises ValueError where the warning bound lies on the better side of the target, and where
    money has no currency or anything else has one.
    """

    key: KpiKey
    direction: Direction
    on_target: Decimal
    on_target_included: bool
    warning: Decimal | None
    warning_included: bool = True
    currency: str | None = None
    aim: Decimal | None = None
    usual_from: Decimal | None = None
    on_target_source: Source = Source.OWN_READING
    warning_source: Source = Source.OWN_READING

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", KpiKey(self.key))
        object.__setattr__(self, "direction", Direction(self.direction))
        is_money = DEFINITIONS[self.key].bounds_unit is Unit.MONEY
        if is_money != (self.currency is not None):
            raise ValueError(f"{self.key}: a currency belongs to money, and to nothing else")
        if self.warning is not None and self._is_better(self.warning, self.on_target):
            raise ValueError(f"{self.key}: the warning bound lies beyond the target")

    def is_on_target(self, value: Fraction, scale: Fraction | int = 1) -> bool:
        """Tells whether exact `value` reaches the target; `scale` is what a bound of 1 stands for."""
        return self._reaches(value, Fraction(self.on_target) * scale, self.on_target_included)

    def is_within_warning(self, value: Fraction, scale: Fraction | int = 1) -> bool:
        """Tells whether exact `value` reaches the worse end of the warning band."""
        if self.warning is None:
            return False
        return self._reaches(value, Fraction(self.warning) * scale, self.warning_included)

    def _reaches(self, value: Fraction, bound: Fraction, included: bool) -> bool:
        return (included and value == bound) or self._is_better(value, bound)

    def _is_better(self, one: Fraction | Decimal, other: Fraction | Decimal) -> bool:
        return one > other if self.direction is Direction.HIGHER else one < other


def bounds_for(bounds: Iterable[Bounds], key: KpiKey, currency: str) -> Bounds | None:
    """Returns the bounds for `key` in `currency`, if any; no exchange rate is assumed."""
    return next((b for b in bounds if b.key == key and b.currency in (None, currency)), None)
