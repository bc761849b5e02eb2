"""What is asked for one period: the fields in the order of the form, and the KPIs each serves."""

from dataclasses import dataclass
from enum import StrEnum

from kpis.domain.enums import KpiKey

CLTV_METHOD = "cltv_method"
"""The one input that is a choice and no figure: a `CltvMethod`."""


class InputKind(StrEnum):
    """How a figure is read: all are zero or more."""

    COUNT = "count"  # a whole number
    MONEY = "money"  # in the account's currency, with that currency's minor digits
    DECIMAL = "decimal"  # at most two decimals


class InputGroup(StrEnum):
    """Which part of the business is asked, in the order of the form."""

    SERVICE = "service"
    CLIENTS = "clients"
    REVENUE = "revenue"
    MARKETING = "marketing"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class InputField:
    """One figure of an entry; `serves` names the KPIs computed or judged with it."""

    name: str
    kind: InputKind
    group: InputGroup
    serves: tuple[KpiKey, ...]


def _field(name: str, kind: InputKind, group: InputGroup, *serves: KpiKey) -> InputField:
    return InputField(name, kind, group, serves)


_COUNT, _MONEY, _DECIMAL = InputKind.COUNT, InputKind.MONEY, InputKind.DECIMAL
_SERVICE, _CLIENTS, _REVENUE = InputGroup.SERVICE, InputGroup.CLIENTS, InputGroup.REVENUE
_MARKETING, _PEOPLE = InputGroup.MARKETING, InputGroup.PEOPLE

INPUTS: tuple[InputField, ...] = (
    _field(
        *("tickets_received", _COUNT, _SERVICE),
        *(KpiKey.SLA_ADHERENCE, KpiKey.TICKETS_PER_ENDPOINT),
    ),
    _field("tickets_within_sla", _COUNT, _SERVICE, KpiKey.SLA_ADHERENCE),
    _field("endpoints", _COUNT, _SERVICE, KpiKey.TICKETS_PER_ENDPOINT),
    _field("survey_responses", _COUNT, _SERVICE, KpiKey.CSAT),
    _field("survey_positive", _COUNT, _SERVICE, KpiKey.CSAT),
    _field("clients_at_start", _COUNT, _CLIENTS, KpiKey.CHURN_RATE),
    _field("clients_lost", _COUNT, _CLIENTS, KpiKey.CHURN_RATE),
    _field("client_revenue", _MONEY, _CLIENTS, KpiKey.CLTV),
    _field("client_acquisition_cost", _MONEY, _CLIENTS, KpiKey.CLTV),
    _field("average_annual_client_revenue", _MONEY, _CLIENTS, KpiKey.CLTV),
    _field("average_retention_years", _DECIMAL, _CLIENTS, KpiKey.CLTV),
    _field("subscription_revenue", _MONEY, _REVENUE, KpiKey.MRR),
    _field("contract_revenue", _MONEY, _REVENUE, KpiKey.MRR),
    _field("managed_fee_revenue", _MONEY, _REVENUE, KpiKey.MRR),
    _field("total_revenue", _MONEY, _REVENUE, KpiKey.MRR),
    _field("marketing_spend", _MONEY, _MARKETING, KpiKey.COST_PER_LEAD),
    _field("leads", _COUNT, _MARKETING, KpiKey.COST_PER_LEAD),
    _field("visitors", _COUNT, _MARKETING, KpiKey.CONVERSION_RATE),
    _field("conversions", _COUNT, _MARKETING, KpiKey.CONVERSION_RATE),
    _field("hiring_cost", _MONEY, _PEOPLE, KpiKey.COST_PER_HIRE),
    _field("hires", _COUNT, _PEOPLE, KpiKey.COST_PER_HIRE),
    _field("average_headcount", _DECIMAL, _PEOPLE, KpiKey.EMPLOYEE_TURNOVER),
    _field("employees_left", _COUNT, _PEOPLE, KpiKey.EMPLOYEE_TURNOVER),
)

INPUT_FIELDS: dict[str, InputField] = {field.name: field for field in INPUTS}

RECURRING_PARTS = ("subscription_revenue", "contract_revenue", "managed_fee_revenue")
"""What makes up recurring revenue; all three are needed, for blank is not zero."""
