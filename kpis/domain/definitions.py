"""Defines the KPIs in their order: the formula, the unit, and what a benchmark compares."""

from dataclasses import dataclass

from kpis.domain import formulas
from kpis.domain.conversion import ComparedPer, Conversion
from kpis.domain.enums import KpiKey, Unit
from kpis.domain.formulas import HUNDRED, Formula, Ratio
from kpis.domain.inputs import CLTV_METHOD, INPUTS


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiDefinition:
    """Defines one KPI.

    `unit` is that of its value, `bounds_unit` what the bounds of its benchmark count.
    """

    key: KpiKey
    formula: Formula
    unit: Unit
    bounds_unit: Unit
    compared_per: ComparedPer = ComparedPer.AS_ENTERED
    conversion: Conversion = Conversion.UNCHANGED

    @property
    def inputs(self) -> tuple[str, ...]:
        """Returns the names of the inputs it is computed or rated with, in the form's order."""
        figures = tuple(field.name for field in INPUTS if self.key in field.serves)
        return (CLTV_METHOD, *figures) if self.key is KpiKey.CLTV else figures


def _percent(
    key: KpiKey,
    part: str,
    whole: str,
    compared_per: ComparedPer = ComparedPer.AS_ENTERED,
    conversion: Conversion = Conversion.UNCHANGED,
) -> KpiDefinition:
    return KpiDefinition(
        key=key,
        formula=Ratio(part, whole, HUNDRED),
        unit=Unit.PERCENT,
        bounds_unit=Unit.PERCENT,
        compared_per=compared_per,
        conversion=conversion,
    )


def _money(
    key: KpiKey,
    formula: Formula,
    bounds_unit: Unit = Unit.MONEY,
    compared_per: ComparedPer = ComparedPer.AS_ENTERED,
) -> KpiDefinition:
    return KpiDefinition(
        key=key,
        formula=formula,
        unit=Unit.MONEY,
        bounds_unit=bounds_unit,
        compared_per=compared_per,
    )


_YEAR = ComparedPer.YEAR

DEFINITIONS: dict[KpiKey, KpiDefinition] = {
    definition.key: definition
    for definition in (
        # Tickets closed within the agreed times, of those received: 0 to 100.
        _percent(KpiKey.SLA_ADHERENCE, "tickets_within_sla", "tickets_received"),
        # Positive survey responses, of all responses: 0 to 100.
        _percent(KpiKey.CSAT, "survey_positive", "survey_responses"),
        # The value is a month's already; what its bounds count is the share.
        _money(KpiKey.MRR, formulas.mrr, Unit.PERCENT, ComparedPer.MONTH),
        _money(KpiKey.CLTV, formulas.cltv, Unit.TIMES),
        # Marketing spend for one qualified lead.
        _money(KpiKey.COST_PER_LEAD, Ratio("marketing_spend", "leads")),
        # Conversions, of visitors: 0 to 100.
        _percent(KpiKey.CONVERSION_RATE, "conversions", "visitors"),
        # Recruiting, interviewing, onboarding and training cost for one hire.
        _money(KpiKey.COST_PER_HIRE, Ratio("hiring_cost", "hires")),
        # Leavers in the period, of the average headcount: can pass 100.
        _percent(
            *(KpiKey.EMPLOYEE_TURNOVER, "employees_left", "average_headcount"),
            *(_YEAR, Conversion.MULTIPLIED_TO_YEAR),
        ),
        # Tickets received in the period for one managed endpoint.
        KpiDefinition(
            key=KpiKey.TICKETS_PER_ENDPOINT,
            formula=Ratio("tickets_received", "endpoints"),
            unit=Unit.NUMBER,
            bounds_unit=Unit.NUMBER,
            compared_per=ComparedPer.MONTH,
            conversion=Conversion.DIVIDED_TO_MONTH,
        ),
        # Clients lost in the period, of the clients at its start: 0 to 100.
        _percent(
            *(KpiKey.CHURN_RATE, "clients_lost", "clients_at_start"),
            *(_YEAR, Conversion.COMPOUNDED_TO_YEAR),
        ),
    )
}
