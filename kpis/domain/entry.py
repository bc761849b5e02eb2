"""Defines an entry, and the rules that the figures of one entry must keep among themselves."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpis.domain.inputs import RECURRING_PARTS, EntryInputs
from kpis.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Entry:
    """Holds one account's figures for one period; money is in `currency` (ISO 4217)."""

    period: Period
    currency: str
    inputs: EntryInputs


@dataclass(frozen=True, slots=True)
class PartsOfWhole:
    """States that the sum of `parts` is at most `whole`; blank ones are left out of the sum.

    `field` is where an error belongs.
    """

    field: str
    parts: tuple[str, ...]
    whole: str


# Leavers are no part of the average headcount: turnover can pass 100 %.
PARTS_OF_WHOLES: tuple[PartsOfWhole, ...] = (
    PartsOfWhole("tickets_within_sla", ("tickets_within_sla",), "tickets_received"),
    PartsOfWhole("survey_positive", ("survey_positive",), "survey_responses"),
    PartsOfWhole("clients_lost", ("clients_lost",), "clients_at_start"),
    PartsOfWhole("total_revenue", RECURRING_PARTS, "total_revenue"),
    PartsOfWhole("conversions", ("conversions",), "visitors"),
)
"""The constraints of the database are made of these too (`models/entry.py`)."""


@dataclass(frozen=True, slots=True)
class PartAboveWhole:
    """Describes a part that is larger than its whole; `field` is where the error belongs.

    `part` names one field, or several whose sum `part_value` is; those of them that are blank
    are left out of the sum, which is too large without them.
    """

    field: str
    part: tuple[str, ...]
    part_value: Decimal
    whole: str
    whole_value: Decimal


def parts_above_whole(inputs: EntryInputs) -> tuple[PartAboveWhole, ...]:
    """Returns every part of `inputs` that is larger than its whole."""
    violations = []
    for rule in PARTS_OF_WHOLES:
        known = [value for name in rule.parts if (value := getattr(inputs, name)) is not None]
        whole = getattr(inputs, rule.whole)
        if known and whole is not None and sum(map(Fraction, known)) > whole:
            violations.append(
                PartAboveWhole(rule.field, rule.parts, sum(known, Decimal()), rule.whole, whole)
            )
    return tuple(violations)
