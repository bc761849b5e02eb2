"""Renders how each value is computed: «300 ÷ 400 × 100 = 75%»."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from kpis.domain.conversion import HUNDRED, Conversion
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import CltvMethod, KpiKey, Unit
from kpis.domain.formulas import Ratio
from kpis.domain.inputs import RECURRING_PARTS
from kpis.domain.periods import MONTHS_A_YEAR
from kpis.domain.results import KpiResult
from kpis.models import KpiEntry
from kpis.presenters import formatting
from localization.numbers import minor_digits

SUPERSCRIPTS = {1: "", 4: "⁴", 12: "¹²"}


@dataclass(frozen=True)
class Step:
    """Holds one equation, and what it computes."""

    label: str
    sum: str


class Figures:
    """Renders the figures of one entry in one language."""

    def __init__(self, entry: KpiEntry, language: str):
        self.entry, self.language = entry, language

    def input(self, name: str) -> str:
        value = getattr(self.entry, name)
        return formatting.input_figure(value, name, self.language, self.entry.currency)

    def figure(self, value: Fraction, unit: Unit) -> str:
        return formatting.figure(value, unit, self.language, self.entry.currency)

    def equals(self, left: str, value: Fraction, unit: Unit) -> str:
        """Renders an equation: «=», or «≈» where the figure on the right is rounded."""
        places = minor_digits(self.entry.currency) if unit is Unit.MONEY else formatting.PLACES
        is_exact = (value * 10**places).denominator == 1
        return f"{left} {'=' if is_exact else '≈'} {self.figure(value, unit)}"


def to_steps(result: KpiResult, entry: KpiEntry, language: str) -> list[Step]:
    """Renders the way from the inputs to the value, and from there to what is compared."""
    if result.value is None:
        return []
    figures = Figures(entry, language)
    steps = [
        Step(_("The value"), figures.equals(_left(result, figures), result.value, result.unit))
    ]
    if result.share is not None:
        parts = " + ".join(figures.input(name) for name in RECURRING_PARTS)
        left = f"({parts}) ÷ {figures.input('total_revenue')} × {HUNDRED}"
        share = figures.equals(left, result.share, Unit.PERCENT)
        steps.append(Step(_("Share of total revenue"), share))
    if result.multiple is not None:
        left = f"{figures.figure(result.value, Unit.MONEY)} ÷ {figures.input('client_acquisition_cost')}"
        multiple = figures.equals(left, result.multiple, Unit.NUMBER)
        steps.append(Step(_("Times the acquisition cost"), multiple))
    if result.is_converted and result.compared_value is not None:
        steps.append(_conversion(result.value, result.compared_value, result, figures))
    return steps


def _left(result: KpiResult, figures: Figures) -> str:
    formula = DEFINITIONS[result.key].formula
    if isinstance(formula, Ratio):
        scale = f" × {formula.scale}" if formula.scale != 1 else ""
        return f"{figures.input(formula.part)} ÷ {figures.input(formula.whole)}{scale}"
    if result.key is KpiKey.MRR:
        parts = " + ".join(figures.input(name) for name in RECURRING_PARTS)
        months = figures.entry.period.months
        return parts if months == 1 else f"({parts}) ÷ {months}"
    if figures.entry.cltv_method == CltvMethod.QUICK:
        return f"{figures.input('client_revenue')} − {figures.input('client_acquisition_cost')}"
    revenue = figures.input("average_annual_client_revenue")
    return f"{revenue} × {figures.input('average_retention_years')}"


def _conversion(value: Fraction, compared: Fraction, result: KpiResult, figures: Figures) -> Step:
    """Renders how the value of a period is brought to the length of the benchmark's."""
    months, figure = figures.entry.period.months, figures.figure(value, result.unit)
    match DEFINITIONS[result.key].conversion:
        case Conversion.DIVIDED_TO_MONTH:
            label = _("Per month: the value divided by the months in the period")
            left = f"{figure} ÷ {months}"
        case Conversion.MULTIPLIED_TO_YEAR:
            label = _("Per year: the value multiplied by the periods in a year")
            left = f"{figure} × {MONTHS_A_YEAR // months}"
        case _:
            label = _(
                "Per year: assuming the same share of the remaining clients left in every period"
            )
            rate = formatting.figure(value / HUNDRED, Unit.NUMBER, figures.language)
            power = SUPERSCRIPTS[MONTHS_A_YEAR // months]
            left = f"(1 − (1 − {rate}){power}) × {HUNDRED}"
    return Step(label, figures.equals(left, compared, result.unit))
