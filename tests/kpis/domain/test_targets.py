"""Tests each sentence on targets: which one is in force, and how it rates."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.benchmarks import Direction
from kpis.domain.default_bounds import DIRECTIONS
from kpis.domain.entry import Entry
from kpis.domain.enums import KpiKey, Reason, Status, Unit
from kpis.domain.inputs import EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.domain.results import compute_entry
from kpis.domain.targets import Target, rate_by_target, target_in_force, target_unit

CSAT = KpiKey.CSAT
DAY = date(2026, 4, 15)
TODAY = date(2026, 12, 31)
Q1 = Period(PeriodType.QUARTER, date(2026, 1, 1))


def target(value, since=DAY, key=CSAT, currency="") -> Target:
    return Target(key, since, None if value is None else Decimal(value), currency)


def result(key, *targets, period=Q1, currency="EUR", today=TODAY, **figures):
    inputs = {
        name: value if name == "cltv_method" else Decimal(value) for name, value in figures.items()
    }
    entry = Entry(period, currency, EntryInputs(**inputs))
    return compute_entry(entry, today=today, targets=targets)[key]


def csat(percent, *targets, **more):
    return result(CSAT, *targets, survey_positive=percent, survey_responses=100, **more)


def test_a_target_is_in_the_unit_that_is_compared():
    units = {key: target_unit(key) for key in KpiKey}
    assert units[KpiKey.MRR] is Unit.MONEY
    assert units[KpiKey.CLTV] is Unit.TIMES
    assert units[KpiKey.COST_PER_LEAD] is Unit.MONEY
    assert units[KpiKey.CHURN_RATE] is Unit.PERCENT
    assert units[KpiKey.TICKETS_PER_ENDPOINT] is Unit.NUMBER


def test_mrr_is_rated_by_money_a_month():
    parts = {"subscription_revenue": 30, "contract_revenue": 0, "managed_fee_revenue": 0}
    for bound, status in (("10", Status.ON_TARGET), ("10.01", Status.OFF_TARGET)):
        own = target(bound, key=KpiKey.MRR, currency="EUR")
        assert result(KpiKey.MRR, own, **parts).target_status is status


def test_cltv_is_rated_by_multiples_of_the_acquisition_cost():
    figures = {"cltv_method": "full", "average_annual_client_revenue": 10}
    figures |= {"average_retention_years": 3, "client_acquisition_cost": 10}
    for bound, status in (("3", Status.ON_TARGET), ("3.01", Status.OFF_TARGET)):
        own = target(bound, key=KpiKey.CLTV)
        assert result(KpiKey.CLTV, own, **figures).target_status is status
    del figures["client_acquisition_cost"]
    assert result(KpiKey.CLTV, target("3", key=KpiKey.CLTV), **figures).target_status is Status.NONE


def test_a_client_won_for_nothing_is_rated_too():
    figures = {"cltv_method": "quick", "client_revenue": 5, "client_acquisition_cost": 0}
    own = target("3", key=KpiKey.CLTV)
    assert result(KpiKey.CLTV, own, **figures).target_status is Status.ON_TARGET


def test_turnover_is_rated_by_the_rate_of_a_year():
    figures = {"employees_left": 1, "average_headcount": 25}  # 4 % in the quarter, 16 % a year
    for bound, status in (("16", Status.ON_TARGET), ("15.99", Status.OFF_TARGET)):
        own = target(bound, key=KpiKey.EMPLOYEE_TURNOVER)
        assert result(KpiKey.EMPLOYEE_TURNOVER, own, **figures).target_status is status


@pytest.mark.parametrize(
    ("percent", "status"),
    [(92, Status.ON_TARGET), (93, Status.ON_TARGET), (91, Status.OFF_TARGET)],
)
def test_reached_is_on_target_and_there_is_no_warning(percent, status):
    assert csat(percent, target(92)).target_status is status


def test_lower_is_better_where_the_kpi_has_it():
    figures = {"marketing_spend": 500, "leads": 10}
    for bound, status in (("50", Status.ON_TARGET), ("49", Status.OFF_TARGET)):
        own = target(bound, key=KpiKey.COST_PER_LEAD, currency="EUR")
        assert result(KpiKey.COST_PER_LEAD, own, **figures).target_status is status


def test_a_period_is_rated_by_the_target_in_force_on_its_last_day():
    targets = [target(80, date(2026, 1, 1)), target(95, date(2026, 3, 31))]
    assert csat(90, *targets).target.value == 95
    later = [target(80, date(2026, 1, 1)), target(95, date(2026, 4, 1))]
    assert csat(90, *later).target.value == 80


def test_the_first_target_rates_all_earlier_periods():
    assert csat(90, target(80, date(2026, 9, 1)), target(95, date(2026, 10, 1))).target.value == 80


def test_a_removed_target_rates_up_to_its_removal():
    first = target(80, date(2026, 1, 1))
    assert csat(90, first, target(None, date(2026, 4, 1))).target_status is Status.ON_TARGET
    gone = csat(90, first, target(None, date(2026, 3, 31)))
    assert (gone.target, gone.target_status) == (None, Status.NONE)


def test_there_is_no_rating_without_a_value_or_while_the_period_runs():
    assert result(CSAT, target(80)).target_status is Status.NONE
    running = csat(90, target(80), today=Q1.end)
    assert (running.target_status, running.reason) == (Status.NONE, Reason.PERIOD_RUNNING)
    assert csat(90, target(80), today=Q1.end + timedelta(days=1)).target_status is Status.ON_TARGET


def test_a_target_in_another_currency_rates_money_alone_and_that_not_at_all():
    figures = {"marketing_spend": 500, "leads": 10}
    own = target("50", key=KpiKey.COST_PER_LEAD, currency="EUR")
    other = result(KpiKey.COST_PER_LEAD, own, currency="GBP", **figures)
    assert (other.target, other.target_status) == (None, Status.NONE)
    assert csat(90, target(80), currency="GBP").target_status is Status.ON_TARGET


def test_the_threshold_counts_and_the_target_where_there_is_none():
    both = csat(91, target(95))  # on target by the threshold
    assert (both.status, both.target_status) == (Status.ON_TARGET, Status.OFF_TARGET)
    assert both.rating is Status.ON_TARGET
    own = target("60", key=KpiKey.COST_PER_LEAD, currency="EUR")
    alone = result(KpiKey.COST_PER_LEAD, own, marketing_spend=500, leads=10)
    assert (alone.status, alone.rating) == (Status.NONE, Status.ON_TARGET)


days = st.dates(date(2025, 1, 1), date(2025, 3, 1))
bounds = st.none() | st.integers(0, 5)


def naive(history: dict[date, int | None], day: date) -> int | None:
    """Walks through the days, one after the other, as somebody with a calendar would."""
    walked = min(history)
    in_force = history[walked]
    while walked <= day:
        in_force = history.get(walked, in_force)
        walked += timedelta(days=1)
    return in_force


@given(st.dictionaries(days, bounds, min_size=1, max_size=6), days, st.integers(0, 5))
def test_it_rates_as_somebody_with_a_calendar_would(history, day, value):
    if history[min(history)] is None:
        return
    bound = naive(history, day)
    for key in KpiKey:
        found = target_in_force(
            [Target(key, since, None if v is None else Decimal(v)) for since, v in history.items()],
            key,
            day,
        )
        if bound is None:
            assert found is None
            continue
        status = rate_by_target(found, Fraction(value), acquisition_cost=Fraction(1))
        is_met = value >= bound if DIRECTIONS[key] is Direction.HIGHER else value <= bound
        assert status is (Status.ON_TARGET if is_met else Status.OFF_TARGET)
