"""Computes KPIs by the field's usual definitions. Percentages are 0 to 100, not 0 to 1.

A formula gives an exact value, or none with the reason and the fields the reason is about. Which
KPI is computed by which formula stands in `definitions`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from kpis.domain.enums import CltvMethod, Reason
from kpis.domain.inputs import CLTV_METHOD, RECURRING_PARTS, EntryInputs

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Computed:
    """Holds a value, or None with a `reason` and the `fields` that are blank or zero."""

    value: Fraction | None
    reason: Reason | None = None
    fields: tuple[str, ...] = ()


Formula = Callable[[EntryInputs, int], Computed]
"""Computes a KPI from an entry's inputs and the months of its period (1, 3 or 12)."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Divides one input by another, times `scale`; a `Formula`."""

    part: str
    whole: str
    scale: int = 1

    def __call__(self, inputs: EntryInputs, months: int) -> Computed:
        missing = inputs.missing(self.part, self.whole)
        if missing:
            return Computed(None, Reason.MISSING_INPUT, missing)
        return _divide(inputs.exact(self.part) * self.scale, inputs, self.whole)


def mrr(inputs: EntryInputs, months: int) -> Computed:
    """Computes recurring revenue a month, money: the sum of its parts by the period's months."""
    missing = inputs.missing(*RECURRING_PARTS)
    if missing:
        return Computed(None, Reason.MISSING_INPUT, missing)
    return Computed(_recurring_revenue(inputs) / months)


def mrr_share(inputs: EntryInputs) -> Computed:
    """Computes recurring revenue, percent of total revenue: 0 to 100."""
    missing = inputs.missing(*RECURRING_PARTS, "total_revenue")
    if missing:
        return Computed(None, Reason.MISSING_INPUT, missing)
    return _divide(_recurring_revenue(inputs) * HUNDRED, inputs, "total_revenue")


def cltv(inputs: EntryInputs, months: int) -> Computed:
    """Computes customer lifetime value, money, by the chosen method.

    The quick one can be negative.
    """
    names: tuple[str, ...]
    match inputs.cltv_method:
        case CltvMethod.QUICK:
            names = ("client_revenue", "client_acquisition_cost")
        case CltvMethod.FULL:
            names = ("average_annual_client_revenue", "average_retention_years")
        case _:
            names = (CLTV_METHOD,)
    missing = inputs.missing(*names)
    if missing:
        return Computed(None, Reason.MISSING_INPUT, missing)
    first, second = (inputs.exact(name) for name in names)
    is_quick = inputs.cltv_method is CltvMethod.QUICK
    return Computed(first - second if is_quick else first * second)


def _recurring_revenue(inputs: EntryInputs) -> Fraction:
    return sum((inputs.exact(name) for name in RECURRING_PARTS), Fraction())


def _divide(dividend: Fraction, inputs: EntryInputs, divisor: str) -> Computed:
    if inputs.exact(divisor) == 0:
        return Computed(None, Reason.ZERO_DIVISOR, (divisor,))
    return Computed(dividend / inputs.exact(divisor))
