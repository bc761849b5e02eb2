import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import Account, User
from kpis.domain.inputs import EntryInputs
from kpis.domain.periods import Period
from kpis.models import EntryImport
from kpis.services.entry import entry_create, entry_update

KEPT_FOR = timedelta(days=1)
"""How long a sheet waits to be confirmed."""


@dataclass(frozen=True)
class ImportRow:
    """One period to write; `entry_id` and `version` are those its reader was shown."""

    number: int
    period: Period
    currency: str
    inputs: EntryInputs
    entry_id: str | None
    version: int


@transaction.atomic
def import_draft(*, account: Account, user: User, rows: list[dict]) -> EntryImport:
    """Keeps what was read from a sheet until it is confirmed; what waited too long goes."""
    EntryImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return EntryImport.objects.create(account=account, created_by=user, rows=rows)


@transaction.atomic
def import_apply(*, import_id: uuid.UUID, user: User, rows: Sequence[ImportRow]) -> int:
    """Writes all periods or none; how many. Sent twice, it writes once.

    Raises PeriodTaken or EntryChanged where a period is not as its reader was shown it any more.
    """
    draft = EntryImport.objects.select_for_update().get(pk=import_id)
    if draft.applied_at is not None:
        return 0
    for row in rows:
        if row.entry_id is None:
            entry_create(
                account=draft.account,
                user=user,
                period=row.period,
                currency=row.currency,
                inputs=row.inputs,
            )
        else:
            entry_update(
                entry_id=uuid.UUID(row.entry_id),
                version=row.version,
                user=user,
                period=row.period,
                inputs=row.inputs,
            )
    draft.applied_at = timezone.now()
    draft.save(update_fields=["applied_at"])
    return len(rows)
