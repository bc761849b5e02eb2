"""Rates values by bounds. All values are exact, nothing is rounded before."""

from dataclasses import dataclass
from fractions import Fraction

from kpis.domain.benchmarks import Bounds
from kpis.domain.enums import Reason, Status


@dataclass(frozen=True, slots=True)
class Rating:
    """Holds a status; NONE comes with the reason why there is no rating."""

    status: Status
    reason: Reason | None = None


def rate_by_bounds(value: Fraction, bounds: Bounds, scale: Fraction | int = 1) -> Rating:
    """Rates by one target and one warning bound; `scale` is what a bound of 1 stands for."""
    if bounds.is_on_target(value, scale):
        return Rating(Status.ON_TARGET)
    if bounds.is_within_warning(value, scale):
        return Rating(Status.WARNING)
    return Rating(Status.OFF_TARGET)


def rate_mrr(growth: Fraction | None, share: Fraction | None, bounds: Bounds) -> Rating:
    """Rates growth and share: both is on target, one of the two a warning, neither off target.

    `growth` is MRR less that of the last comparable period, money; zero is no growth. `share` is
    percent of total revenue. None is not known: then the other one decides alone, without warning.
    """
    signals = []
    if growth is not None:
        signals.append(growth > 0)
    if share is not None:
        signals.append(bounds.is_on_target(share))
    if not signals:
        return Rating(Status.NONE, Reason.NOTHING_TO_COMPARE)
    if all(signals):
        return Rating(Status.ON_TARGET)
    return Rating(Status.WARNING if any(signals) else Status.OFF_TARGET)


def rate_cltv(value: Fraction, acquisition_cost: Fraction | None, bounds: Bounds) -> Rating:
    """Rates the value by multiples of what a client costs to win, both money.

    The cost is multiplied, nothing is divided, so a client won for nothing is rated too: any
    value above zero is on target.
    """
    if acquisition_cost is None:
        return Rating(Status.NONE, Reason.UNKNOWN_ACQUISITION_COST)
    return rate_by_bounds(value, bounds, scale=acquisition_cost)
