"""The ten KPIs in their order: what each is computed by, counted in and compared per."""

from collections.abc import Callable
from dataclasses import dataclass

from kpis.domain import formulas
from kpis.domain.conversion import ComparedPer, Conversion
from kpis.domain.entry import EntryInputs
from kpis.domain.enums import KpiKey, Unit
from kpis.domain.formulas import Computed
from kpis.domain.inputs import CLTV_METHOD, INPUTS


@dataclass(frozen=True, slots=True)
class KpiDefinition:
    """One KPI. `bounds_unit` is what its bounds count, where that is not the unit of its value."""

    key: KpiKey
    unit: Unit
    bounds_unit: Unit
    compared_per: ComparedPer
    conversion: Conversion
    formula: Callable[[EntryInputs, int], Computed]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs it is computed or judged with, in the order of the form."""
        figures = tuple(field.name for field in INPUTS if self.key in field.serves)
        return (CLTV_METHOD, *figures) if self.key is KpiKey.CLTV else figures


def _percent(
    key: KpiKey,
    formula: Callable[[EntryInputs, int], Computed],
    compared_per: ComparedPer = ComparedPer.AS_ENTERED,
    conversion: Conversion = Conversion.UNCHANGED,
) -> KpiDefinition:
    return KpiDefinition(key, Unit.PERCENT, Unit.PERCENT, compared_per, conversion, formula)


def _money(
    key: KpiKey,
    formula: Callable[[EntryInputs, int], Computed],
    compared_per: ComparedPer = ComparedPer.AS_ENTERED,
    bounds_unit: Unit = Unit.MONEY,
) -> KpiDefinition:
    return KpiDefinition(key, Unit.MONEY, bounds_unit, compared_per, Conversion.UNCHANGED, formula)


_YEAR = ComparedPer.YEAR

DEFINITIONS: dict[KpiKey, KpiDefinition] = {
    definition.key: definition
    for definition in (
        _percent(KpiKey.SLA_ADHERENCE, formulas.sla_adherence),
        _percent(KpiKey.CSAT, formulas.csat),
        # The value is a month's already; what its bounds count is the share.
        _money(KpiKey.MRR, formulas.mrr, ComparedPer.MONTH, Unit.PERCENT),
        _money(KpiKey.CLTV, formulas.cltv, bounds_unit=Unit.TIMES),
        _money(KpiKey.COST_PER_LEAD, formulas.cost_per_lead),
        _percent(KpiKey.CONVERSION_RATE, formulas.conversion_rate),
        _money(KpiKey.COST_PER_HIRE, formulas.cost_per_hire),
        _percent(
            KpiKey.EMPLOYEE_TURNOVER,
            formulas.employee_turnover,
            _YEAR,
            Conversion.MULTIPLIED_TO_YEAR,
        ),
        KpiDefinition(
            KpiKey.TICKETS_PER_ENDPOINT,
            Unit.NUMBER,
            Unit.NUMBER,
            ComparedPer.MONTH,
            Conversion.DIVIDED_TO_MONTH,
            formulas.tickets_per_endpoint,
        ),
        _percent(KpiKey.CHURN_RATE, formulas.churn_rate, _YEAR, Conversion.COMPOUNDED_TO_YEAR),
    )
}
