from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import Account, User
from kpis.domain.enums import KpiKey
from kpis.domain.targets import MONEY_TARGETS, Target, latest_target
from kpis.models import KpiTarget


@dataclass(frozen=True)
class TargetChange:
    """Says what a page changes of one target: what it showed, and what it sent; None for none."""

    shown: Decimal | None
    value: Decimal | None


class TargetsChanged(Exception):
    """Signals that somebody else has changed these targets since the page was sent."""

    def __init__(self, keys: set[KpiKey], targets: list[Target]):
        super().__init__(", ".join(sorted(keys)))
        self.keys, self.targets = keys, targets


@transaction.atomic
def targets_set(
    *,
    account: Account,
    user: User,
    changes: Mapping[KpiKey, TargetChange],
    today: date,
) -> bool:
    """Sets targets from `today` on, all or none; tells whether anything changed.

    Money is in the account's currency. Only what differs from what the page showed is written. A
    target that was changed twice on a day counts as it was set last. Raises TargetsChanged.
    """
    # Two savers at once take turns: a target has no row before it is set.
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    rows = list(KpiTarget.objects.filter(account=account))
    targets = [row.target for row in rows]
    changes = {key: each for key, each in changes.items() if each.value != each.shown}
    stored = {key: _value_now(targets, key, account.currency) for key in changes}
    newer = {key for key, each in changes.items() if stored[key] not in (each.shown, each.value)}
    if newer:
        raise TargetsChanged(newer, targets)
    is_changed = False
    for key, each in changes.items():
        if stored[key] != each.value:
            _write(account, user, key, each.value, today, rows)
            is_changed = True
    return is_changed


def _value_now(targets: list[Target], key: KpiKey, currency: str) -> Decimal | None:
    latest = latest_target(targets, key)
    return latest.value if latest and latest.currency in ("", currency) else None


def _write(
    account: Account,
    user: User,
    key: KpiKey,
    value: Decimal | None,
    today: date,
    rows: list[KpiTarget],
) -> None:
    """Writes the target of today, or deletes today's where it is again what it was before."""
    currency = account.currency if value is not None and key in MONEY_TARGETS else ""
    of_key = [row for row in rows if row.kpi == key]
    before = max(
        (row for row in of_key if row.since < today), key=lambda row: row.since, default=None
    )
    row = next((row for row in of_key if row.since >= today), None)
    is_as_before = (value, currency) == ((before.value, before.currency) if before else (None, ""))
    if is_as_before:
        if row is not None:
            row.delete()
        return
    row = row or KpiTarget(account=account, kpi=key, since=today)
    row.value, row.currency = value, currency
    row.updated_by, row.updated_at = user, timezone.now()
    row.save()
