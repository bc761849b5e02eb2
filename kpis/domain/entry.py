"""The figures of one entry, and the rules that figures of one entry must keep among themselves."""

from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from kpis.domain.enums import CltvMethod
from kpis.domain.inputs import CLTV_METHOD, INPUT_FIELDS, RECURRING_PARTS, InputKind
from kpis.domain.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryInputs:
    """What was entered; None is blank, which means not known and is never zero.

    Whole numbers may come as `int`; all are kept as `Decimal`. Raises TypeError for a float and
    ValueError, naming the field, for a negative number, NaN, infinity or a fraction of a count.
    """

    tickets_received: Decimal | None = None
    tickets_within_sla: Decimal | None = None
    endpoints: Decimal | None = None
    survey_responses: Decimal | None = None
    survey_positive: Decimal | None = None
    clients_at_start: Decimal | None = None
    clients_lost: Decimal | None = None
    cltv_method: CltvMethod | None = None
    client_revenue: Decimal | None = None
    client_acquisition_cost: Decimal | None = None
    average_annual_client_revenue: Decimal | None = None
    average_retention_years: Decimal | None = None
    subscription_revenue: Decimal | None = None
    contract_revenue: Decimal | None = None
    managed_fee_revenue: Decimal | None = None
    total_revenue: Decimal | None = None
    marketing_spend: Decimal | None = None
    leads: Decimal | None = None
    visitors: Decimal | None = None
    conversions: Decimal | None = None
    hiring_cost: Decimal | None = None
    hires: Decimal | None = None
    average_headcount: Decimal | None = None
    employees_left: Decimal | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == CLTV_METHOD:
                clean = CltvMethod(value) if value else None
            else:
                clean = None if value is None else _checked(field.name, value)
            object.__setattr__(self, field.name, clean)

    def missing(self, *names: str) -> tuple[str, ...]:
        """Those of `names` that are blank."""
        return tuple(name for name in names if getattr(self, name) is None)

    def exact(self, name: str) -> Fraction:
        """A figure as a fraction; it must not be blank."""
        return Fraction(getattr(self, name))


@dataclass(frozen=True, slots=True)
class Entry:
    """One account's figures for one period; money is in `currency` (ISO 4217)."""

    period: Period
    currency: str
    inputs: EntryInputs


@dataclass(frozen=True, slots=True)
class PartAboveWhole:
    """A part that is larger than its whole; `field` is where the error belongs.

    `part` names one field, or several whose sum `part_value` is; those of them that are blank
    are left out of the sum, which is too large without them.
    """

    field: str
    part: tuple[str, ...]
    part_value: Decimal
    whole: str
    whole_value: Decimal


# Leavers are no part of the average headcount: turnover can pass 100 %.
_PARTS_AND_WHOLES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("tickets_within_sla", ("tickets_within_sla",), "tickets_received"),
    ("survey_positive", ("survey_positive",), "survey_responses"),
    ("clients_lost", ("clients_lost",), "clients_at_start"),
    ("total_revenue", RECURRING_PARTS, "total_revenue"),
    ("conversions", ("conversions",), "visitors"),
)


def parts_above_whole(inputs: EntryInputs) -> tuple[PartAboveWhole, ...]:
    """Every part of `inputs` that is larger than its whole; empty where all is well."""
    found = []
    for field, part, whole in _PARTS_AND_WHOLES:
        known = [value for name in part if (value := getattr(inputs, name)) is not None]
        whole_value = getattr(inputs, whole)
        if known and whole_value is not None and _sum_of(known) > whole_value:
            found.append(PartAboveWhole(field, part, sum(known, Decimal()), whole, whole_value))
    return tuple(found)


def _sum_of(values: list[Decimal]) -> Fraction:
    return sum(map(Fraction, values), Fraction())


def _checked(name: str, value: Decimal | int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"{name}: a Decimal is needed, not {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite() or number < 0:
        raise ValueError(f"{name}: a finite number of zero or more is needed")
    if INPUT_FIELDS[name].kind is InputKind.COUNT and number != number.to_integral_value():
        raise ValueError(f"{name}: a whole number is needed")
    return number
