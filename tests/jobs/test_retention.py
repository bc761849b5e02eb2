"""Tests what is deleted after which time: each rule, day by day, by the jobs of the queue."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.utils import timezone

from jobs.models import Job, RetentionRun
from jobs.selectors import list_rule_states
from jobs.services import due_retention_defer, retention_run
from tests.jobs.clock import Clock
from tests.jobs.queue import defer_periodic, run_jobs
from tests.jobs.retention_rows import Rows
from web.retention import get_retention_rule, list_retention_rules, register_retention

pytestmark = pytest.mark.django_db
TASK = "jobs.tasks.delete_old_data"
RULE_TASK = "jobs.tasks.run_retention_rule"
DAYS = 40
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
# How long after the first night a row reaches its limit: it just has, it does so within a day, in
# the middle, not before the end.
LIMITS = {"older": -AN_HOUR, "younger": AN_HOUR, "later": 10.5 * A_DAY, "kept": (DAYS + 1) * A_DAY}


@pytest.fixture
def night() -> datetime:
    """Returns seven past two of the next night, at which the rules of the night run."""
    return timezone.now().replace(hour=2, minute=7, second=0, microsecond=0) + A_DAY


def is_there(row: Model, key: str = "") -> bool:
    """Tells whether a row is still as it was; of an activity only the address goes first."""
    still = type(row)._base_manager.filter(pk=row.pk)
    return (
        still.filter(address=row.address).exists()
        if key == "activity_addresses"
        else still.exists()
    )


def test_every_rule_deletes_on_its_day_and_nothing_else(content, monkeypatch, night):
    rows, rules = Rows(content), {rule.key: rule for rule in list_retention_rules()}
    makers = rows.makers()
    assert makers.keys() == rules.keys(), "make a row for each rule in retention_rows.py"
    clock = Clock(monkeypatch, night)
    limits = {
        (key, name): (night + after, makers[key](night + after - rules[key].kept_for))
        for key in rules
        for name, after in LIMITS.items()
    }
    staying = rows.staying(night)
    for day in range(DAYS + 1):
        clock.set(night + day * A_DAY)
        assert defer_periodic(TASK, clock.moment) is not None
        assert run_jobs() == [TASK, *[RULE_TASK] * len(rules)]
        wrong = {
            name: (day, limit)
            for name, (limit, row) in limits.items()
            if is_there(row, name[0]) != (limit >= clock.moment)
        }
        assert wrong == {}
        assert [row for row in staying if not is_there(row)] == []
    assert not Job.objects.filter(task_name__in=[TASK, RULE_TASK]).exists()
    counts = dict.fromkeys(rules, 0)
    for run in RetentionRun.objects.filter(finished_at__gte=night):
        counts[run.rule] += run.count
    assert min(counts.values()) >= len(LIMITS) - 1


@pytest.fixture
def failing(monkeypatch):
    """Makes one rule fail."""
    rule = get_retention_rule("kpi_drafts")

    def fail() -> int:
        raise RuntimeError("away")

    register_retention(replace(rule, delete=fail))
    yield rule.key
    register_retention(rule)


def test_a_rule_that_fails_stops_no_other_and_is_not_lost(failing):
    defer_periodic(TASK, timezone.now())
    run_jobs()
    (job,) = Job.objects.filter(task_name=RULE_TASK)
    assert (job.args, job.status) == ({"rule": failing}, "failed")
    ran = set(RetentionRun.objects.values_list("rule", flat=True))
    assert ran == {rule.key for rule in list_retention_rules()} - {failing}
    assert due_retention_defer() == [failing]


def test_the_command_runs_the_others_too_and_names_the_one_that_failed(failing):
    with pytest.raises(CommandError, match=f"failed: {failing}"):
        call_command("delete_old_data", verbosity=0)
    assert RetentionRun.objects.count() == len(list_retention_rules()) - 1


def test_the_command_runs_one_rule(capsys):
    call_command("delete_old_data", "--rule", "invitations")
    assert capsys.readouterr().out == "invitations: 0 deleted\n"
    assert RetentionRun.objects.get().rule == "invitations"


def test_a_rule_that_waits_is_not_queued_again():
    assert len(due_retention_defer()) == len(list_retention_rules())
    due_retention_defer()
    assert Job.objects.filter(task_name=RULE_TASK).count() == len(list_retention_rules())


def test_each_run_is_logged_with_its_count(caplog):
    with caplog.at_level(logging.INFO):
        retention_run(key="invitations")
    assert "retention: invitations: 0 deleted" in caplog.messages


@pytest.mark.parametrize(
    ("key", "now", "last_run", "expected"),
    [  # hourly: at the full hour; nightly: at two; (is due, is late)
        ("rate_limits", (10, 5), (10, 1), (False, False)),
        ("rate_limits", (10, 5), (9, 8), (True, False)),
        ("rate_limits", (10, 5), (8, 59), (True, True)),
        ("invitations", (1, 50), (-21, 53), (False, False)),
        ("invitations", (2, 5), (-21, 53), (True, False)),
        ("invitations", (4, 5), (-21, 53), (True, True)),
        ("invitations", (4, 5), (2, 8), (False, False)),
        ("invitations", (2, 5), (-23, 0), (True, True)),
        ("invitations", (2, 5), None, (True, True)),
    ],
)
def test_when_a_rule_is_due_and_late(monkeypatch, key, now, last_run, expected):
    today = datetime(2026, 11, 20, tzinfo=timezone.get_default_timezone())
    moment = today + timedelta(hours=now[0], minutes=now[1])
    monkeypatch.setattr(timezone, "now", lambda: moment)
    if last_run is not None:
        finished = today + timedelta(hours=last_run[0], minutes=last_run[1])
        RetentionRun.objects.create(rule=key, finished_at=finished, count=0)
    (state,) = [state for state in list_rule_states() if state.rule.key == key]
    assert (state.is_due, state.is_late) == expected


def test_the_counts_of_a_rule():
    now = timezone.now()
    for days, count in ((31, 100), (29, 20), (1, 3)):
        RetentionRun.objects.create(
            rule="invitations", finished_at=now - timedelta(days=days), count=count
        )
    (state,) = [state for state in list_rule_states() if state.rule.key == "invitations"]
    assert (state.last_count, state.recent_count) == (3, 23)
    assert state.last_run == now - A_DAY
