"""Reads when each retention rule ran last, and which are due or late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery, Sum
from django.utils import timezone

from jobs.models import RetentionRun
from web.retention import RetentionRule, list_retention_rules

NIGHT = 2
"""The hour, in UTC, from which on the rules of the night run."""
LATE_AFTER = timedelta(hours=2)
"""How long after it was due a rule that has not run counts as late."""
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class RuleState:
    """Says when a rule ran last, and what it has deleted."""

    rule: RetentionRule
    last_run: datetime | None
    last_count: int
    recent_count: int
    """How many rows it has deleted within `RECENT`."""
    due_since: datetime
    """When the latest run was due."""

    @property
    def is_due(self) -> bool:
        return self.last_run is None or self.last_run < self.due_since

    @property
    def is_late(self) -> bool:
        """Tells whether a run is missing that should have ended by now."""
        missed = timezone.now() - LATE_AFTER >= self.due_since
        latest = self.due_since if missed else self.due_since - _period(self.rule)
        return self.last_run is None or self.last_run < latest


def list_rule_states() -> list[RuleState]:
    """Returns the state of each rule, in the order of their registration."""
    now = timezone.now()
    latest = RetentionRun.objects.filter(rule=OuterRef("rule")).order_by("-finished_at", "-pk")
    rows = (
        RetentionRun.objects.order_by()
        .values("rule")
        .annotate(
            last_run=Max("finished_at"),
            last_count=Subquery(latest.values("count")[:1]),
            recent_count=Sum("count", filter=Q(finished_at__gte=now - RECENT), default=0),
        )
    )
    found = {row["rule"]: row for row in rows}
    return [_state(rule, found.get(rule.key), now) for rule in list_retention_rules()]


def _state(rule: RetentionRule, row: Mapping[str, Any] | None, now: datetime) -> RuleState:
    return RuleState(
        rule=rule,
        last_run=row["last_run"] if row else None,
        last_count=row["last_count"] if row else 0,
        recent_count=row["recent_count"] if row else 0,
        due_since=_due_since(rule, now),
    )


def _due_since(rule: RetentionRule, now: datetime) -> datetime:
    hour = now.replace(minute=0, second=0, microsecond=0)
    if rule.is_hourly:
        return hour
    night = hour.replace(hour=NIGHT)
    return night if night <= now else night - timedelta(days=1)


def _period(rule: RetentionRule) -> timedelta:
    return timedelta(hours=1) if rule.is_hourly else timedelta(days=1)
