"""Tests both sides of every bound of every benchmark, and MRR with CLTV in all combinations."""

from decimal import Decimal
from fractions import Fraction

import pytest

from kpis.domain.benchmarks import bounds_for
from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.enums import KpiKey, Reason, Status
from kpis.domain.ratings import Rating, rate_by_bounds, rate_cltv, rate_mrr

ON, WARNING, OFF = Status.ON_TARGET, Status.WARNING, Status.OFF_TARGET
JUST = Fraction(1, 10**30)  # finer than anything that is shown or stored
BOUNDS = {key: bounds_for(DEFAULT_BOUNDS, key, "USD") for key in KpiKey}


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        # 95 or more; 90 to below 95; below 90
        ("sla_adherence", 100, ON),
        ("sla_adherence", 95, ON),
        ("sla_adherence", 95 - JUST, WARNING),
        ("sla_adherence", 90, WARNING),
        ("sla_adherence", 90 - JUST, OFF),
        ("sla_adherence", 0, OFF),
        # 90 or more; 75 to below 90; below 75
        ("csat", 90, ON),
        ("csat", 90 - JUST, WARNING),
        ("csat", 75, WARNING),
        ("csat", 75 - JUST, OFF),
        # 100 to 300 or less; up to 450; above
        ("cost_per_lead", 0, ON),
        ("cost_per_lead", 100 - JUST, ON),
        ("cost_per_lead", 300, ON),
        ("cost_per_lead", 300 + JUST, WARNING),
        ("cost_per_lead", 450, WARNING),
        ("cost_per_lead", 450 + JUST, OFF),
        # 2 or more; 1 to below 2; below 1
        ("conversion_rate", 5, ON),
        ("conversion_rate", 2, ON),
        ("conversion_rate", 2 - JUST, WARNING),
        ("conversion_rate", 1, WARNING),
        ("conversion_rate", 1 - JUST, OFF),
        # up to 7,000; up to 10,500; above
        ("cost_per_hire", 7000, ON),
        ("cost_per_hire", 7000 + JUST, WARNING),
        ("cost_per_hire", 10500, WARNING),
        ("cost_per_hire", 10500 + JUST, OFF),
        # below 15; 15 to 20; above 20
        ("employee_turnover", 15 - JUST, ON),
        ("employee_turnover", 15, WARNING),
        ("employee_turnover", 20, WARNING),
        ("employee_turnover", 20 + JUST, OFF),
        # below 1; 1 to 2; above 2
        ("tickets_per_endpoint", 1 - JUST, ON),
        ("tickets_per_endpoint", 1, WARNING),
        ("tickets_per_endpoint", 2, WARNING),
        ("tickets_per_endpoint", 2 + JUST, OFF),
        # below 5; 5 to 10; above 10
        ("churn_rate", 0, ON),
        ("churn_rate", 5 - JUST, ON),
        ("churn_rate", 5, WARNING),
        ("churn_rate", 10, WARNING),
        ("churn_rate", 10 + JUST, OFF),
    ],
)
def test_every_border_from_both_sides(key, value, status):
    assert rate_by_bounds(Fraction(value), BOUNDS[key]) == Rating(status)


GREW, SAME, FELL = Fraction(1, 100), Fraction(0), Fraction(-1, 100)
MAIN, HALF, MINOR = 50 + JUST, Fraction(50), 50 - JUST


@pytest.mark.parametrize(
    ("growth", "share", "status"),
    [
        (GREW, MAIN, ON),
        (GREW, HALF, WARNING),
        (GREW, MINOR, WARNING),
        (SAME, MAIN, WARNING),  # unchanged is not growth
        (FELL, MAIN, WARNING),
        (SAME, HALF, OFF),
        (SAME, MINOR, OFF),
        (FELL, HALF, OFF),
        (FELL, MINOR, OFF),
        # without a predecessor, share alone
        (None, MAIN, ON),
        (None, HALF, OFF),
        (None, MINOR, OFF),
        # without total revenue, growth alone
        (GREW, None, ON),
        (SAME, None, OFF),
        (FELL, None, OFF),
    ],
)
def test_mrr_by_growth_and_share(growth, share, status):
    assert rate_mrr(growth, share, BOUNDS["mrr"]) == Rating(status)


def test_mrr_with_neither_growth_nor_share_has_no_rating():
    expected = Rating(Status.NONE, Reason.NOTHING_TO_COMPARE)
    assert rate_mrr(None, None, BOUNDS["mrr"]) == expected


@pytest.mark.parametrize(
    ("value", "cost", "status"),
    [
        # 3 x 10,000 = 30,000
        (30000 + JUST, 10000, ON),
        (30000, 10000, WARNING),
        # 1 x 10,000 = 10,000
        (10000, 10000, WARNING),
        (10000 - JUST, 10000, OFF),
        (0, 10000, OFF),
        (-1, 10000, OFF),
        (Decimal("0.03"), Decimal("0.01"), WARNING),  # exactly 3 times
        # a client won for nothing: 3 x 0 = 1 x 0 = 0
        (JUST, 0, ON),
        (0, 0, WARNING),
        (-JUST, 0, OFF),
    ],
)
def test_cltv_by_multiples_of_the_acquisition_cost(value, cost, status):
    rating = rate_cltv(Fraction(value), Fraction(cost), BOUNDS["cltv"])
    assert rating == Rating(status)


def test_cltv_without_an_acquisition_cost_has_no_rating():
    expected = Rating(Status.NONE, Reason.UNKNOWN_ACQUISITION_COST)
    assert rate_cltv(Fraction(500000), None, BOUNDS["cltv"]) == expected
