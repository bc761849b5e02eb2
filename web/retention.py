"""Lists how long each kind of data is kept; the apps above register their rules.

The tasks that delete and the page on privacy are made from the same rules.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise


@dataclass(frozen=True)
class RetentionRule:
    """Says what is deleted after which time, and deletes it."""

    key: str
    label: str | Promise
    """What is deleted, in a few words, such as “Invitations that nobody accepted”."""
    kept_for: timedelta
    counted_from: str | Promise
    """From when the time counts, such as “after they expired”."""
    delete: Callable[[], int]
    """Deletes what is older, in batches that block nobody; returns how many rows."""
    is_hourly: bool = False
    """Runs every hour; otherwise once a night."""


_rules: dict[str, RetentionRule] = {}


def register_retention(rule: RetentionRule) -> None:
    """Registers a rule; the last one with a key replaces those before."""
    _rules[rule.key] = rule


def list_retention_rules() -> list[RetentionRule]:
    return list(_rules.values())


def get_retention_rule(key: str) -> RetentionRule:
    """Returns a rule by its key; raises KeyError."""
    return _rules[key]
