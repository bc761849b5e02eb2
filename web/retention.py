"""Lists how long each kind of data is kept; the apps register their rules in their `tasks.py`.

The tasks that delete and the page on privacy are made from the same rules.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext

from localization.dates import format_duration
from localization.languages import current_language

BATCH_SIZE = 500


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

    @property
    def kept_for_text(self) -> str:
        """Returns the time in the reader's language."""
        if not self.kept_for:
            return pgettext("deleted", "Immediately")
        return format_duration(self.kept_for, current_language())


_rules: dict[str, RetentionRule] = {}


def register_retention(rule: RetentionRule) -> None:
    """Registers a rule; the last one with a key replaces those before."""
    _rules[rule.key] = rule


def list_retention_rules() -> list[RetentionRule]:
    return list(_rules.values())


def get_rule_label(key: str) -> str:
    """Returns what a rule deletes; the key of a rule that is no more."""
    rule = _rules.get(key)
    return str(rule.label) if rule else key


def get_retention_rule(key: str) -> RetentionRule:
    """Returns a rule by its key; raises KeyError."""
    return _rules[key]


def delete_in_batches(
    rows: QuerySet[Any],
    *,
    before_delete: Callable[[QuerySet[Any]], object] | None = None,
    batch_size: int = BATCH_SIZE,
    most_batches: int | None = None,
) -> int:
    """Deletes rows, each batch in a transaction of its own; returns how many.

    Rows that somebody else has locked are left to the next run. `before_delete` gets the rows of a
    batch in its transaction.
    """
    count, batches = 0, 0
    while most_batches is None or batches < most_batches:
        found, deleted = _delete_batch(rows, before_delete, batch_size)
        count += deleted
        batches += 1
        if found < batch_size:
            break
    return count


@transaction.atomic
def _delete_batch(
    rows: QuerySet[Any], before_delete: Callable[[QuerySet[Any]], object] | None, size: int
) -> tuple[int, int]:
    """Returns how many rows it found and how many it deleted."""
    keys = rows.order_by().values_list("pk", flat=True)
    locked = list(keys.select_for_update(skip_locked=True, of=("self",))[:size])
    # Asked again now that nobody else can write them: between the first query's look and its lock
    # somebody may have given them a reason to stay, in another table.
    batch = rows.model._base_manager.filter(pk__in=list(keys.filter(pk__in=locked)))
    if before_delete is not None:
        before_delete(batch)
    _total, by_model = batch.delete()
    return len(locked), by_model.get(rows.model._meta.label, 0)
