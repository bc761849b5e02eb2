"""Tests reporting periods: months, quarters and years that start in any month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.periods import Period, PeriodType, latest_comparable, suggested_period

MONTH, QUARTER, YEAR = PeriodType.MONTH, PeriodType.QUARTER, PeriodType.YEAR

periods = st.builds(
    Period,
    st.sampled_from(PeriodType),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(lambda day: day.replace(day=1)),
)


@pytest.mark.parametrize(
    ("period_type", "start", "end"),
    [
        (MONTH, date(2026, 1, 1), date(2026, 1, 31)),
        (MONTH, date(2026, 4, 1), date(2026, 4, 30)),
        (MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        (MONTH, date(2028, 2, 1), date(2028, 2, 29)),  # 2028 = 4 x 507
        (MONTH, date(2000, 2, 1), date(2000, 2, 29)),  # 2000 = 400 x 5
        (MONTH, date(2100, 2, 1), date(2100, 2, 28)),  # a hundred, and not four of them
        (MONTH, date(2026, 12, 1), date(2026, 12, 31)),
        (QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        (QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        (QUARTER, date(2026, 12, 1), date(2027, 2, 28)),
        (QUARTER, date(2027, 12, 1), date(2028, 2, 29)),
        (YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        (YEAR, date(2026, 4, 1), date(2027, 3, 31)),
        (YEAR, date(2027, 3, 1), date(2028, 2, 29)),
        (MONTH, date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_period_ends_on_the_last_day_of_its_last_month(period_type, start, end):
    assert Period(period_type, start).end == end


@pytest.mark.parametrize(("period_type", "months"), [(MONTH, 1), (QUARTER, 3), (YEAR, 12)])
def test_a_period_has_months(period_type, months):
    assert Period(period_type, date(2026, 1, 1)).months == months


@pytest.mark.parametrize(
    ("period_type", "start", "before"),
    [
        (MONTH, date(2026, 3, 1), date(2026, 2, 1)),
        (MONTH, date(2026, 1, 1), date(2025, 12, 1)),
        (QUARTER, date(2026, 2, 1), date(2025, 11, 1)),
        (QUARTER, date(2026, 4, 1), date(2026, 1, 1)),
        (YEAR, date(2026, 4, 1), date(2025, 4, 1)),
    ],
)
def test_the_predecessor_is_of_the_same_length(period_type, start, before):
    assert Period(period_type, start).predecessor == Period(period_type, before)


@given(periods)
def test_the_predecessor_ends_the_day_before(period):
    assert period.predecessor.end == period.start - timedelta(days=1)


def test_a_period_takes_its_type_by_key():
    assert Period("quarter", date(2026, 1, 1)) == Period(QUARTER, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("period_type", "start"),
    [
        (MONTH, date(2026, 1, 2)),
        (QUARTER, date(2026, 1, 31)),
        ("week", date(2026, 1, 1)),
        (QUARTER, date(9999, 11, 1)),  # would end in January 10000
        (YEAR, date(9999, 2, 1)),
    ],
)
def test_what_is_no_period_is_refused(period_type, start):
    with pytest.raises(ValueError, match=r".+"):
        Period(period_type, start)


def test_the_first_period_there_is_has_no_predecessor():
    with pytest.raises(ValueError, match="year 0 is out of range"):
        _ = Period(MONTH, date(1, 1, 1)).predecessor


def test_a_period_is_future_until_its_first_day():
    october = Period(MONTH, date(2026, 10, 1))
    assert october.is_future(date(2026, 9, 30))
    assert not october.is_future(date(2026, 10, 1))  # under way
    assert not october.is_future(date(2026, 11, 1))


def test_latest_comparable_is_the_latest_earlier_one_of_that_length():
    quarter = Period(QUARTER, date(2026, 7, 1))
    candidates = [
        Period(QUARTER, date(2025, 7, 1)),
        Period(QUARTER, date(2026, 1, 1)),  # the one from April is missing
        Period(QUARTER, date(2025, 10, 1)),
        Period(MONTH, date(2026, 6, 1)),
        Period(YEAR, date(2025, 1, 1)),
        quarter,
        Period(QUARTER, date(2026, 10, 1)),
    ]
    assert latest_comparable(quarter, candidates) == Period(QUARTER, date(2026, 1, 1))


def test_latest_comparable_was_over_before_the_period_began():
    quarter = Period(QUARTER, date(2026, 4, 1))
    overlapping = Period(QUARTER, date(2026, 2, 1))  # to the end of April
    assert latest_comparable(quarter, [overlapping]) is None
    directly_before = Period(QUARTER, date(2026, 1, 1))
    assert latest_comparable(quarter, [overlapping, directly_before]) == directly_before


def test_latest_comparable_of_nothing():
    assert latest_comparable(Period(MONTH, date(2026, 1, 1)), []) is None
    later = Period(MONTH, date(2026, 2, 1))
    assert latest_comparable(Period(MONTH, date(2026, 1, 1)), [later]) is None


@given(periods, st.lists(periods, max_size=8))
def test_latest_comparable_prefers_the_predecessor(period, others):
    assert latest_comparable(period, [*others, period.predecessor]) == period.predecessor


def test_a_period_runs_through_its_last_day():
    year = Period(YEAR, date(2026, 1, 1))
    assert not year.is_over(date(2026, 1, 1))
    assert not year.is_over(date(2026, 12, 31))
    assert year.is_over(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("latest", "today", "suggested"),
    [
        (None, date(2026, 11, 25), Period(QUARTER, date(2026, 7, 1))),
        (Period(QUARTER, date(2026, 4, 1)), date(2026, 11, 25), Period(QUARTER, date(2026, 7, 1))),
        (Period(QUARTER, date(2026, 7, 1)), date(2026, 12, 31), None),  # the fourth still runs
        (Period(QUARTER, date(2026, 7, 1)), date(2027, 1, 1), Period(QUARTER, date(2026, 10, 1))),
        (Period(QUARTER, date(2026, 10, 1)), date(2026, 11, 25), Period(QUARTER, date(2026, 7, 1))),
        (Period(MONTH, date(2026, 10, 1)), date(2026, 11, 30), None),
        (Period(YEAR, date(2026, 1, 1)), date(2026, 11, 25), Period(YEAR, date(2025, 1, 1))),
    ],
)
def test_what_is_suggested_is_over(latest, today, suggested):
    assert suggested_period(latest, today) == suggested


@given(st.none() | periods, st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_running_period_is_never_suggested(latest, today):
    if latest is not None and latest.is_future(today):
        return  # refused when it is entered
    suggested = suggested_period(latest, today)
    assert suggested is None or suggested.end < today
