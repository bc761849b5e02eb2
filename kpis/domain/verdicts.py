"""From exact values to verdicts. Nothing is rounded before it gets here."""

from dataclasses import dataclass
from fractions import Fraction

from kpis.domain.benchmarks import Bounds
from kpis.domain.enums import Reason, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status; NONE carries the reason why there is no verdict."""

    status: Status
    reason: Reason | None = None


def judge_by_bounds(value: Fraction, bounds: Bounds, scale: Fraction | int = 1) -> Verdict:
    """On target, warning or off target; `scale` is what a bound of 1 stands for."""
    if bounds.is_on_target(value, scale):
        return Verdict(Status.ON_TARGET)
    if bounds.is_within_warning(value, scale):
        return Verdict(Status.WARNING)
    return Verdict(Status.OFF_TARGET)


def judge_mrr(growth: Fraction | None, share: Fraction | None, bounds: Bounds) -> Verdict:
    """Growth and share together: both on target, one of the two a warning, neither off target.

    `growth` is MRR less that of the last comparable period, money; zero is no growth. `share` is
    percent of total revenue. None is not known: then the other one decides alone, without warning.
    """
    signals = []
    if growth is not None:
        signals.append(growth > 0)
    if share is not None:
        signals.append(bounds.is_on_target(share))
    if not signals:
        return Verdict(Status.NONE, Reason.NOTHING_TO_COMPARE)
    if all(signals):
        return Verdict(Status.ON_TARGET)
    return Verdict(Status.WARNING if any(signals) else Status.OFF_TARGET)


def judge_cltv(value: Fraction, acquisition_cost: Fraction | None, bounds: Bounds) -> Verdict:
    """The value against multiples of what a client costs to win, both money.

    The multiples are multiplied, never divided, so a client won for nothing is judged too: any
    value above zero is on target.
    """
    if acquisition_cost is None:
        return Verdict(Status.NONE, Reason.UNKNOWN_ACQUISITION_COST)
    return judge_by_bounds(value, bounds, scale=acquisition_cost)
