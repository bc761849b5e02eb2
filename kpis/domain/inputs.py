"""Defines the inputs of one period in the order of the form, and the KPIs that each serves.

`EntryInputs` is the one list of them: `INPUTS` is read from its fields.
"""

# ruff: noqa: RUF009 - `_input` returns a dataclasses.field

from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from kpis.domain.enums import CltvMethod, KpiKey

CLTV_METHOD = "cltv_method"
"""The one input that is a choice and no figure: a `CltvMethod`."""


class InputKind(StrEnum):
    """Says how a figure is read; all are zero or more."""

    COUNT = "count"  # a whole number
    MONEY = "money"  # in the account's currency, with that currency's minor digits
    DECIMAL = "decimal"  # at most two decimals


class InputGroup(StrEnum):
    """Names the parts of the business that the form asks about, in its order."""

    SERVICE = "service"
    CLIENTS = "clients"
    REVENUE = "revenue"
    MARKETING = "marketing"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class InputField:
    """Describes one figure of an entry; `serves` names the KPIs computed or rated with it."""

    name: str
    kind: InputKind
    group: InputGroup
    serves: tuple[KpiKey, ...]

    @property
    def needs_method(self) -> bool:
        """Tells whether it is asked for one of the two ways to compute CLTV only."""
        return KpiKey.CLTV in self.serves


def _input(kind: InputKind, group: InputGroup, *serves: KpiKey) -> Any:
    """Declares a figure; `Any`, as `dataclasses.field` does, so that the annotation counts."""
    return field(default=None, metadata={"kind": kind, "group": group, "serves": serves})


_COUNT, _MONEY, _DECIMAL = InputKind.COUNT, InputKind.MONEY, InputKind.DECIMAL
_SERVICE, _CLIENTS, _REVENUE = InputGroup.SERVICE, InputGroup.CLIENTS, InputGroup.REVENUE
_MARKETING, _PEOPLE = InputGroup.MARKETING, InputGroup.PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryInputs:
    """Holds what was entered; None is blank, which means not known and is never zero.

    Whole numbers may come as `int`; all are kept as `Decimal`. Raises TypeError for a float and
    ValueError, naming the field, for a negative number, NaN, infinity or a fraction of a count.
    """

    tickets_received: Decimal | None = _input(
        *(_COUNT, _SERVICE), *(KpiKey.SLA_ADHERENCE, KpiKey.TICKETS_PER_ENDPOINT)
    )
    tickets_within_sla: Decimal | None = _input(_COUNT, _SERVICE, KpiKey.SLA_ADHERENCE)
    endpoints: Decimal | None = _input(_COUNT, _SERVICE, KpiKey.TICKETS_PER_ENDPOINT)
    survey_responses: Decimal | None = _input(_COUNT, _SERVICE, KpiKey.CSAT)
    survey_positive: Decimal | None = _input(_COUNT, _SERVICE, KpiKey.CSAT)
    clients_at_start: Decimal | None = _input(_COUNT, _CLIENTS, KpiKey.CHURN_RATE)
    clients_lost: Decimal | None = _input(_COUNT, _CLIENTS, KpiKey.CHURN_RATE)
    cltv_method: CltvMethod | None = None
    client_revenue: Decimal | None = _input(_MONEY, _CLIENTS, KpiKey.CLTV)
    client_acquisition_cost: Decimal | None = _input(_MONEY, _CLIENTS, KpiKey.CLTV)
    average_annual_client_revenue: Decimal | None = _input(_MONEY, _CLIENTS, KpiKey.CLTV)
    average_retention_years: Decimal | None = _input(_DECIMAL, _CLIENTS, KpiKey.CLTV)
    subscription_revenue: Decimal | None = _input(_MONEY, _REVENUE, KpiKey.MRR)
    contract_revenue: Decimal | None = _input(_MONEY, _REVENUE, KpiKey.MRR)
    managed_fee_revenue: Decimal | None = _input(_MONEY, _REVENUE, KpiKey.MRR)
    total_revenue: Decimal | None = _input(_MONEY, _REVENUE, KpiKey.MRR)
    marketing_spend: Decimal | None = _input(_MONEY, _MARKETING, KpiKey.COST_PER_LEAD)
    leads: Decimal | None = _input(_COUNT, _MARKETING, KpiKey.COST_PER_LEAD)
    visitors: Decimal | None = _input(_COUNT, _MARKETING, KpiKey.CONVERSION_RATE)
    conversions: Decimal | None = _input(_COUNT, _MARKETING, KpiKey.CONVERSION_RATE)
    hiring_cost: Decimal | None = _input(_MONEY, _PEOPLE, KpiKey.COST_PER_HIRE)
    hires: Decimal | None = _input(_COUNT, _PEOPLE, KpiKey.COST_PER_HIRE)
    average_headcount: Decimal | None = _input(_DECIMAL, _PEOPLE, KpiKey.EMPLOYEE_TURNOVER)
    employees_left: Decimal | None = _input(_COUNT, _PEOPLE, KpiKey.EMPLOYEE_TURNOVER)

    def __post_init__(self) -> None:
        for name in INPUT_FIELDS:
            value = getattr(self, name)
            object.__setattr__(self, name, None if value is None else _checked(name, value))
        method = CltvMethod(self.cltv_method) if self.cltv_method else None
        object.__setattr__(self, CLTV_METHOD, method)

    def missing(self, *names: str) -> tuple[str, ...]:
        """Returns those of `names` that are blank."""
        return tuple(name for name in names if getattr(self, name) is None)

    def exact(self, name: str) -> Fraction:
        """Returns a figure as a fraction; it must not be blank."""
        return Fraction(getattr(self, name))


INPUTS: tuple[InputField, ...] = tuple(
    InputField(name=each.name, **each.metadata)
    for each in fields(EntryInputs)
    if each.name != CLTV_METHOD
)

INPUT_FIELDS: dict[str, InputField] = {each.name: each for each in INPUTS}

INPUT_NAMES: tuple[str, ...] = (*INPUT_FIELDS, CLTV_METHOD)

RECURRING_PARTS = ("subscription_revenue", "contract_revenue", "managed_fee_revenue")
"""What makes up recurring revenue; all three are needed, for blank is not zero."""


def _checked(name: str, value: Decimal | int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"{name}: a Decimal is needed, not {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite() or number < 0:
        raise ValueError(f"{name}: a finite number of zero or more is needed")
    if INPUT_FIELDS[name].kind is InputKind.COUNT and number != number.to_integral_value():
        raise ValueError(f"{name}: a whole number is needed")
    return number
