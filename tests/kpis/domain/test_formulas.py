"""Tests the ten formulas on their worked examples, and why a KPI has no value."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain import formulas
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Reason
from kpis.domain.formulas import Computed
from kpis.domain.inputs import EntryInputs

MRR = {"subscription_revenue": 12000, "contract_revenue": 20000, "managed_fee_revenue": 8000}


@pytest.mark.parametrize(
    ("formula", "inputs", "value"),
    [
        # 300 / 400 x 100 = 75
        (
            DEFINITIONS[KpiKey.SLA_ADHERENCE].formula,
            {"tickets_within_sla": 300, "tickets_received": 400},
            75,
        ),
        # 85 / 100 x 100 = 85
        (DEFINITIONS[KpiKey.CSAT].formula, {"survey_positive": 85, "survey_responses": 100}, 85),
        # (12,000 + 20,000 + 8,000) / 1 month = 40,000
        (formulas.mrr, MRR, 40000),
        # 100,000 x 5 years = 500,000
        (
            formulas.cltv,
            {
                "cltv_method": "full",
                "average_annual_client_revenue": 100000,
                "average_retention_years": 5,
            },
            500000,
        ),
        # 30,000 - 10,000 = 20,000
        (
            formulas.cltv,
            {"cltv_method": "quick", "client_revenue": 30000, "client_acquisition_cost": 10000},
            20000,
        ),
        # 5,000 - 8,000 = -3,000
        (
            formulas.cltv,
            {"cltv_method": "quick", "client_revenue": 5000, "client_acquisition_cost": 8000},
            -3000,
        ),
        # 100,000 / 500 = 200
        (DEFINITIONS[KpiKey.COST_PER_LEAD].formula, {"marketing_spend": 100000, "leads": 500}, 200),
        # 50 / 1,000 x 100 = 5
        (DEFINITIONS[KpiKey.CONVERSION_RATE].formula, {"conversions": 50, "visitors": 1000}, 5),
        # 60,000 / 12 = 5,000
        (DEFINITIONS[KpiKey.COST_PER_HIRE].formula, {"hiring_cost": 60000, "hires": 12}, 5000),
        # 5 / 50 x 100 = 10
        (
            DEFINITIONS[KpiKey.EMPLOYEE_TURNOVER].formula,
            {"employees_left": 5, "average_headcount": 50},
            10,
        ),
        # 12 / 10 x 100 = 120: turnover can pass 100
        (
            DEFINITIONS[KpiKey.EMPLOYEE_TURNOVER].formula,
            {"employees_left": 12, "average_headcount": 10},
            120,
        ),
        # 1,000 / 500 = 2
        (
            DEFINITIONS[KpiKey.TICKETS_PER_ENDPOINT].formula,
            {"tickets_received": 1000, "endpoints": 500},
            2,
        ),
        # 5 / 100 x 100 = 5
        (DEFINITIONS[KpiKey.CHURN_RATE].formula, {"clients_lost": 5, "clients_at_start": 100}, 5),
    ],
)
def test_the_worked_examples(formula, inputs, value):
    assert formula(EntryInputs(**inputs), 1) == Computed(Fraction(value))


def test_mrr_is_per_month_of_the_period():
    # 40,000 in 3 months = 13,333.33… a month, exactly 40,000 / 3
    assert formulas.mrr(EntryInputs(**MRR), 3).value == Fraction(40000, 3)
    assert formulas.mrr(EntryInputs(**MRR), 12).value == Fraction(40000, 12)


def test_mrr_share_is_of_total_revenue():
    # 40,000 / 50,000 x 100 = 80
    inputs = EntryInputs(**MRR, total_revenue=50000)
    assert formulas.mrr_share(inputs) == Computed(Fraction(80))


def test_values_are_exact():
    inputs = EntryInputs(tickets_within_sla=1, tickets_received=3)
    assert DEFINITIONS[KpiKey.SLA_ADHERENCE].formula(inputs, 1).value == Fraction(100, 3)  # 33.333…
    years = {"average_annual_client_revenue": Decimal("0.1"), "average_retention_years": 3}
    cltv = formulas.cltv(EntryInputs(cltv_method="full", **years), 1)
    assert cltv.value == Fraction(3, 10)  # in binary floating point, 0.30000000000000004


RATIOS = [
    (DEFINITIONS[KpiKey.SLA_ADHERENCE].formula, "tickets_within_sla", "tickets_received"),
    (DEFINITIONS[KpiKey.CSAT].formula, "survey_positive", "survey_responses"),
    (DEFINITIONS[KpiKey.COST_PER_LEAD].formula, "marketing_spend", "leads"),
    (DEFINITIONS[KpiKey.CONVERSION_RATE].formula, "conversions", "visitors"),
    (DEFINITIONS[KpiKey.COST_PER_HIRE].formula, "hiring_cost", "hires"),
    (DEFINITIONS[KpiKey.EMPLOYEE_TURNOVER].formula, "employees_left", "average_headcount"),
    (DEFINITIONS[KpiKey.TICKETS_PER_ENDPOINT].formula, "tickets_received", "endpoints"),
    (DEFINITIONS[KpiKey.CHURN_RATE].formula, "clients_lost", "clients_at_start"),
]


@pytest.mark.parametrize(("formula", "part", "whole"), RATIOS)
def test_a_ratio_without_both_inputs_has_no_value(formula, part, whole):
    missing = Reason.MISSING_INPUT
    assert formula(EntryInputs(), 1) == Computed(None, missing, (part, whole))
    assert formula(EntryInputs(**{part: 1}), 1) == Computed(None, missing, (whole,))
    assert formula(EntryInputs(**{whole: 1}), 1) == Computed(None, missing, (part,))
    assert formula(EntryInputs(**{whole: 0}), 1) == Computed(None, missing, (part,))


@pytest.mark.parametrize(("formula", "part", "whole"), RATIOS)
def test_a_ratio_to_zero_has_no_value(formula, part, whole):
    for dividend in (0, 1):
        inputs = EntryInputs(**{part: dividend, whole: 0})
        assert formula(inputs, 1) == Computed(None, Reason.ZERO_DIVISOR, (whole,))


@pytest.mark.parametrize(("formula", "part", "whole"), RATIOS)
def test_a_ratio_of_zero_is_zero(formula, part, whole):
    assert formula(EntryInputs(**{part: 0, whole: 7}), 1) == Computed(Fraction(0))


@pytest.mark.parametrize("blank", MRR)
def test_mrr_needs_all_three_parts_for_blank_is_not_zero(blank):
    parts = {name: value for name, value in MRR.items() if name != blank}
    expected = Computed(None, Reason.MISSING_INPUT, (blank,))
    assert formulas.mrr(EntryInputs(**parts), 1) == expected
    assert formulas.mrr_share(EntryInputs(**parts, total_revenue=50000)) == expected


def test_mrr_share_needs_a_total_above_zero():
    missing = Computed(None, Reason.MISSING_INPUT, ("total_revenue",))
    assert formulas.mrr_share(EntryInputs(**MRR)) == missing
    zero = EntryInputs(**dict.fromkeys(MRR, 0), total_revenue=0)
    assert formulas.mrr_share(zero) == Computed(None, Reason.ZERO_DIVISOR, ("total_revenue",))
    assert formulas.mrr(zero, 1) == Computed(Fraction(0))


@pytest.mark.parametrize(
    ("inputs", "fields"),
    [
        ({"client_revenue": 1, "client_acquisition_cost": 1}, ("cltv_method",)),
        ({"cltv_method": "quick", "client_revenue": 1}, ("client_acquisition_cost",)),
        (
            {"cltv_method": "quick", "average_annual_client_revenue": 1},
            ("client_revenue", "client_acquisition_cost"),
        ),
        (
            {"cltv_method": "full", "average_annual_client_revenue": 1},
            ("average_retention_years",),
        ),
        (
            {"cltv_method": "full", "client_revenue": 1, "client_acquisition_cost": 1},
            ("average_annual_client_revenue", "average_retention_years"),
        ),
    ],
)
def test_cltv_needs_the_inputs_of_its_method(inputs, fields):
    expected = Computed(None, Reason.MISSING_INPUT, fields)
    assert formulas.cltv(EntryInputs(**inputs), 1) == expected


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_percentage_times_its_whole_is_its_part(lost, at_start):
    value = (
        DEFINITIONS[KpiKey.CHURN_RATE]
        .formula(EntryInputs(clients_lost=lost, clients_at_start=at_start), 1)
        .value
    )
    assert value * at_start == lost * 100
