"""Tests when a job that failed runs again."""

from datetime import timedelta

from jobs.domain.retries import MOST_ATTEMPTS, wait_after

MINUTES = [1, 2, 4, 8, 16, 32, 60, 60]


def test_waits_double_up_to_an_hour():
    waits = [wait_after(attempts) for attempts in range(1, 9)]
    assert waits == [timedelta(minutes=minutes) for minutes in MINUTES]


def test_a_job_is_tried_for_two_days():
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]
    # 1 + 2 + 4 + 8 + 16 + 32 = 63 minutes, and 46 hours
    assert sum(waits, timedelta()) == timedelta(hours=46, minutes=63)
    assert wait_after(MOST_ATTEMPTS) is None


def test_a_job_can_have_fewer_attempts():
    waits = [wait_after(attempts, 8) for attempts in range(1, 8)]
    # 1 + 2 + 4 + 8 + 16 + 32 + 60
    assert sum(waits, timedelta()) == timedelta(minutes=123)
    assert wait_after(8, 8) is None
