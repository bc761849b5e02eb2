"""Rates values by the targets that an account sets itself: one bound, and no warning band.

A period is rated by the target in force on its last day. The first target of a KPI rates all
earlier periods too; a removed one rates up to its removal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpis.domain.benchmarks import Direction
from kpis.domain.default_bounds import DIRECTIONS
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Status, Unit


def target_unit(key: KpiKey) -> Unit:
    """Returns what a target of the KPI counts: of MRR money a month, else what bounds count."""
    return Unit.MONEY if key is KpiKey.MRR else DEFINITIONS[key].bounds_unit


MONEY_TARGETS = [key for key in KpiKey if target_unit(key) is Unit.MONEY]


@dataclass(frozen=True, slots=True)
class Target:
    """Holds the bound in force from the day `since` on; None says that there is none any more.

    `currency` (ISO 4217) is set for money, and empty elsewhere.
    """

    key: KpiKey
    since: date
    value: Decimal | None
    currency: str = ""

    def is_reached(self, value: Fraction, scale: Fraction | int = 1) -> bool:
        """Tells whether exact `value` is at the bound or better; `scale` is what 1 stands for."""
        bound = Fraction(self.value or 0) * scale
        return value >= bound if DIRECTIONS[self.key] is Direction.HIGHER else value <= bound


def target_in_force(targets: Iterable[Target], key: KpiKey, day: date) -> Target | None:
    """Returns the target of the KPI on `day`; before the first one, that one. None for none."""
    of_key = sorted((each for each in targets if each.key == key), key=lambda each: each.since)
    if not of_key:
        return None
    begun = [each for each in of_key if each.since <= day]
    latest = begun[-1] if begun else of_key[0]
    return None if latest.value is None else latest


def latest_target(targets: Iterable[Target], key: KpiKey) -> Target | None:
    """Returns the target of the KPI that was set last, if it was not removed."""
    return target_in_force(targets, key, date.max)


def rate_by_target(
    target: Target, compared: Fraction, *, acquisition_cost: Fraction | None
) -> Status:
    """Rates `compared`, a value in the benchmark's length of time and in the target's currency.

    NONE for CLTV where the acquisition cost, which its target is a multiple of, is not known.
    """
    scale: Fraction | None = Fraction(1)
    if target.key is KpiKey.CLTV:
        scale = acquisition_cost
    if scale is None:
        return Status.NONE
    return Status.ON_TARGET if target.is_reached(compared, scale) else Status.OFF_TARGET
