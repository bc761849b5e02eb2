"""The ten formulas, by the field's usual definitions. Percentages are 0 to 100, not 0 to 1.

Each takes an entry's inputs and the months of its period, and gives an exact value, or none with
the reason and the fields the reason is about.
"""

from dataclasses import dataclass
from fractions import Fraction

from kpis.domain.entry import EntryInputs
from kpis.domain.enums import CltvMethod, Reason
from kpis.domain.inputs import CLTV_METHOD, RECURRING_PARTS

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Computed:
    """A value, or None with a `reason` and the `fields` that are blank or zero."""

    value: Fraction | None
    reason: Reason | None = None
    fields: tuple[str, ...] = ()


def sla_adherence(inputs: EntryInputs, months: int) -> Computed:
    """Tickets closed within the agreed times, percent of those received: 0 to 100."""
    return _ratio(inputs, "tickets_within_sla", "tickets_received", HUNDRED)


def csat(inputs: EntryInputs, months: int) -> Computed:
    """Positive survey responses, percent of all responses: 0 to 100."""
    return _ratio(inputs, "survey_positive", "survey_responses", HUNDRED)


def mrr(inputs: EntryInputs, months: int) -> Computed:
    """Recurring revenue a month, money: the sum of its three parts by the months of the period."""
    missing = inputs.missing(*RECURRING_PARTS)
    if missing:
        return Computed(None, Reason.MISSING_INPUT, missing)
    return Computed(_recurring(inputs) / months)


def mrr_share(inputs: EntryInputs) -> Computed:
    """Recurring revenue, percent of total revenue: 0 to 100."""
    missing = inputs.missing(*RECURRING_PARTS, "total_revenue")
    if missing:
        return Computed(None, Reason.MISSING_INPUT, missing)
    return _divided(_recurring(inputs) * HUNDRED, inputs, "total_revenue")


def cltv(inputs: EntryInputs, months: int) -> Computed:
    """Customer lifetime value, money, by the chosen method; the quick one can be negative."""
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


def cost_per_lead(inputs: EntryInputs, months: int) -> Computed:
    """Marketing spend for one qualified lead, money."""
    return _ratio(inputs, "marketing_spend", "leads")


def conversion_rate(inputs: EntryInputs, months: int) -> Computed:
    """Conversions, percent of visitors: 0 to 100."""
    return _ratio(inputs, "conversions", "visitors", HUNDRED)


def cost_per_hire(inputs: EntryInputs, months: int) -> Computed:
    """Recruiting, interviewing, onboarding and training cost for one hire, money."""
    return _ratio(inputs, "hiring_cost", "hires")


def employee_turnover(inputs: EntryInputs, months: int) -> Computed:
    """Leavers in the period, percent of the average headcount: can pass 100."""
    return _ratio(inputs, "employees_left", "average_headcount", HUNDRED)


def tickets_per_endpoint(inputs: EntryInputs, months: int) -> Computed:
    """Tickets received in the period for one managed endpoint."""
    return _ratio(inputs, "tickets_received", "endpoints")


def churn_rate(inputs: EntryInputs, months: int) -> Computed:
    """Clients lost in the period, percent of the clients at its start: 0 to 100."""
    return _ratio(inputs, "clients_lost", "clients_at_start", HUNDRED)


def _recurring(inputs: EntryInputs) -> Fraction:
    return sum((inputs.exact(name) for name in RECURRING_PARTS), Fraction())


def _ratio(inputs: EntryInputs, part: str, whole: str, scale: int = 1) -> Computed:
    missing = inputs.missing(part, whole)
    if missing:
        return Computed(None, Reason.MISSING_INPUT, missing)
    return _divided(inputs.exact(part) * scale, inputs, whole)


def _divided(dividend: Fraction, inputs: EntryInputs, divisor: str) -> Computed:
    if inputs.exact(divisor) == 0:
        return Computed(None, Reason.ZERO_DIVISOR, (divisor,))
    return Computed(dividend / inputs.exact(divisor))
