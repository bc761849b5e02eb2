"""How each figure is worked out, as sums: «300 ÷ 400 × 100 = 75%»."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kpis.domain import formulas
from kpis.domain.conversion import HUNDRED, Conversion
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import CltvMethod, KpiKey, Unit
from kpis.domain.inputs import RECURRING_PARTS
from kpis.domain.periods import MONTHS_A_YEAR
from kpis.domain.results import KpiResult
from kpis.models import KpiEntry
from kpis.presenters import formatting

RATIOS = {
    KpiKey.SLA_ADHERENCE: ("tickets_within_sla", "tickets_received"),
    KpiKey.CSAT: ("survey_positive", "survey_responses"),
    KpiKey.COST_PER_LEAD: ("marketing_spend", "leads"),
    KpiKey.CONVERSION_RATE: ("conversions", "visitors"),
    KpiKey.COST_PER_HIRE: ("hiring_cost", "hires"),
    KpiKey.EMPLOYEE_TURNOVER: ("employees_left", "average_headcount"),
    KpiKey.TICKETS_PER_ENDPOINT: ("tickets_received", "endpoints"),
    KpiKey.CHURN_RATE: ("clients_lost", "clients_at_start"),
}
SUPERSCRIPTS = {1: "", 4: "⁴", 12: "¹²"}


@dataclass(frozen=True)
class Step:
    """One sum, and what it is for."""

    label: str
    sum: str


class Sums:
    """Writes the sums of one entry in one language."""

    def __init__(self, entry: KpiEntry, language: str):
        self.entry, self.language = entry, language

    def input(self, name: str) -> str:
        value = getattr(self.entry, name)
        return formatting.input_figure(value, name, self.language, self.entry.currency)

    def figure(self, value: Fraction, unit: Unit) -> str:
        return formatting.figure(value, unit, self.language, self.entry.currency)

    def equals(self, left: str, value: Fraction, unit: Unit) -> str:
        """«=», or «≈» where the figure on the right is rounded."""
        is_exact = (value * HUNDRED).denominator == 1
        return f"{left} {'=' if is_exact else '≈'} {self.figure(value, unit)}"


def steps_of(result: KpiResult, entry: KpiEntry, language: str) -> list[Step]:
    """From the inputs to the value, and from there to what is compared."""
    if result.value is None:
        return []
    sums = Sums(entry, language)
    steps = [Step(_("The value"), sums.equals(_left(result, sums), result.value, result.unit))]
    if result.share is not None:
        parts = " + ".join(sums.input(name) for name in RECURRING_PARTS)
        left = f"({parts}) ÷ {sums.input('total_revenue')} × {HUNDRED}"
        share = sums.equals(left, result.share, Unit.PERCENT)
        steps.append(Step(_("Share of total revenue"), share))
    if result.multiple is not None:
        left = f"{sums.figure(result.value, Unit.MONEY)} ÷ {sums.input('client_acquisition_cost')}"
        multiple = sums.equals(left, result.multiple, Unit.NUMBER)
        steps.append(Step(_("Times the acquisition cost"), multiple))
    if result.is_converted:
        steps.append(_conversion(result, entry, sums))
    return steps


def _left(result: KpiResult, sums: Sums) -> str:
    if result.key is KpiKey.MRR:
        parts = " + ".join(sums.input(name) for name in RECURRING_PARTS)
        months = sums.entry.period.months
        return parts if months == 1 else f"({parts}) ÷ {months}"
    if result.key is KpiKey.CLTV:
        if sums.entry.cltv_method == CltvMethod.QUICK:
            return f"{sums.input('client_revenue')} − {sums.input('client_acquisition_cost')}"
        revenue = sums.input("average_annual_client_revenue")
        return f"{revenue} × {sums.input('average_retention_years')}"
    part, whole = (sums.input(name) for name in RATIOS[result.key])
    scale = f" × {HUNDRED}" if result.unit is Unit.PERCENT else ""
    return f"{part} ÷ {whole}{scale}"


def _conversion(result: KpiResult, entry: KpiEntry, sums: Sums) -> Step:
    """One line that says how a period of another length is brought to the benchmark's."""
    months, value = entry.period.months, sums.figure(result.value, result.unit)
    match DEFINITIONS[result.key].conversion:
        case Conversion.DIVIDED_TO_MONTH:
            label = _("Per month: the value, divided by the months of the period")
            left = f"{value} ÷ {months}"
        case Conversion.MULTIPLIED_TO_YEAR:
            label = _("Per year: the value, times the periods in a year")
            left = f"{value} × {MONTHS_A_YEAR // months}"
        case _:
            label = _(
                "Per year: as if the same share of the remaining clients left in every period"
            )
            rate = formulas.churn_rate(entry.inputs, months).value / HUNDRED
            shown = formatting.figure(rate, Unit.NUMBER, sums.language)
            power = SUPERSCRIPTS[MONTHS_A_YEAR // months]
            left = f"(1 − (1 − {shown}){power}) × {HUNDRED}"
    return Step(label, sums.equals(left, result.compared_value, result.unit))
