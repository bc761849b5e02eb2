"""Tests what one entry may hold, and how its figures must agree with each other."""

from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction

import pytest

from kpis.domain.entry import PartAboveWhole, parts_above_whole
from kpis.domain.enums import CltvMethod
from kpis.domain.inputs import RECURRING_PARTS, EntryInputs


def test_blank_is_unknown_and_not_zero():
    blank = EntryInputs(tickets_received=0)
    assert blank.missing("tickets_received", "tickets_within_sla") == ("tickets_within_sla",)
    assert blank.cltv_method is None


def test_figures_are_exact():
    inputs = EntryInputs(marketing_spend=Decimal("0.10"), leads=3)
    assert inputs.exact("marketing_spend") == Fraction(1, 10)
    assert inputs.leads == Decimal(3)
    assert isinstance(inputs.leads, Decimal)


def test_entry_inputs_are_frozen():
    with pytest.raises(FrozenInstanceError):
        EntryInputs().leads = Decimal(1)


@pytest.mark.parametrize(("given", "kept"), [("full", CltvMethod.FULL), ("", None), (None, None)])
def test_the_cltv_method_comes_by_its_key(given, kept):
    assert EntryInputs(cltv_method=given).cltv_method is kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("leads", Decimal(-1)),
        ("marketing_spend", Decimal("-0.01")),
        ("leads", Decimal("1.5")),
        ("average_headcount", Decimal("NaN")),
        ("average_headcount", Decimal("sNaN")),
        ("average_headcount", Decimal("Infinity")),
        ("cltv_method", "slow"),
    ],
)
def test_impossible_figures_are_refused_by_name(field, value):
    with pytest.raises(ValueError, match=field if field != "cltv_method" else "slow"):
        EntryInputs(**{field: value})


@pytest.mark.parametrize("value", [1.0, True, "1"])
def test_what_is_not_exact_is_refused(value):
    with pytest.raises(TypeError, match="leads"):
        EntryInputs(leads=value)


def test_a_count_of_any_size_is_checked_without_rounding():
    assert EntryInputs(leads=Decimal("1e999")).exact("leads") == 10**999
    with pytest.raises(ValueError, match="leads"):
        EntryInputs(leads=Decimal("9" * 40 + ".5"))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("tickets_within_sla", "tickets_received"),
        ("survey_positive", "survey_responses"),
        ("clients_lost", "clients_at_start"),
        ("conversions", "visitors"),
    ],
)
def test_a_part_is_not_larger_than_its_whole(part, whole):
    assert parts_above_whole(EntryInputs(**{part: 200, whole: 200})) == ()
    assert parts_above_whole(EntryInputs(**{part: 200})) == ()
    assert parts_above_whole(EntryInputs(**{whole: 200})) == ()
    assert parts_above_whole(EntryInputs(**{part: 300, whole: 200})) == (
        PartAboveWhole(part, (part,), Decimal(300), whole, Decimal(200)),
    )


def test_recurring_parts_together_are_not_larger_than_total_revenue():
    parts = {"subscription_revenue": Decimal(12000), "contract_revenue": Decimal(20000)}
    # 12,000 + 20,000 + 8,000 = 40,000
    whole = EntryInputs(**parts, managed_fee_revenue=8000, total_revenue=40000)
    assert parts_above_whole(whole) == ()
    more = EntryInputs(**parts, managed_fee_revenue=Decimal("8000.01"), total_revenue=40000)
    assert parts_above_whole(more) == (
        PartAboveWhole(
            *("total_revenue", RECURRING_PARTS, Decimal("40000.01")),
            *("total_revenue", Decimal(40000)),
        ),
    )


def test_recurring_parts_that_are_known_can_already_be_too_large():
    # 12,000 + 20,000 = 32,000, whatever the blank one is
    parts = {"subscription_revenue": 12000, "contract_revenue": 20000}
    assert parts_above_whole(EntryInputs(**parts, total_revenue=32000)) == ()
    (found,) = parts_above_whole(EntryInputs(**parts, total_revenue=31999))
    assert (found.part_value, found.whole_value) == (32000, 31999)


def test_leavers_may_exceed_the_average_headcount():
    assert parts_above_whole(EntryInputs(employees_left=12, average_headcount=10)) == ()


def test_every_rule_is_reported():
    inputs = EntryInputs(
        tickets_within_sla=300, tickets_received=200, clients_lost=6, clients_at_start=5
    )
    assert [found.field for found in parts_above_whole(inputs)] == [
        "tickets_within_sla",
        "clients_lost",
    ]
