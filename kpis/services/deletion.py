"""Deletes entries so that they can be restored, and for good when that time is over."""

import uuid

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.services.activity import activity_record
from kpis.models import KpiDraft, KpiEntry
from kpis.models.entry import DELETED_KEPT_FOR
from kpis.services.entry import ONCE, PeriodTaken
from web.database import violated_constraint
from web.retention import delete_in_batches


@transaction.atomic
def entry_delete(*, entry_id: uuid.UUID, user: User) -> KpiEntry:
    """Deletes an entry with its draft; deleted twice, it is as the first time left it."""
    entry = KpiEntry.with_deleted.select_for_update(of=["self"]).get(pk=entry_id)
    if entry.deleted_at is None:
        draft = _drafts_of(entry).select_for_update().first()
        entry.deleted_draft = draft.figures if draft else None
        entry.deleted_at, entry.deleted_by = timezone.now(), user
        entry.save(update_fields=["deleted_at", "deleted_by", "deleted_draft"])
        if draft:
            draft.delete()
        _record("kpi_period_deleted", entry, user)
    return entry


@transaction.atomic
def entry_restore(*, entry_id: uuid.UUID, user: User) -> KpiEntry:
    """Restores a deleted entry with its draft, unless a newer draft is there.

    Restored twice, it is as the first time left it. Raises PeriodTaken if the period was entered
    again.
    """
    entry = KpiEntry.with_deleted.select_for_update(of=["self"]).get(pk=entry_id)
    if entry.deleted_at is None:
        return entry
    figures, entry.deleted_draft = entry.deleted_draft, None
    entry.deleted_at = entry.deleted_by = None
    try:
        with transaction.atomic():
            entry.save(update_fields=["deleted_at", "deleted_by", "deleted_draft"])
    except IntegrityError as error:
        if violated_constraint(error) != ONCE:
            raise
        raise PeriodTaken(
            KpiEntry.objects.get(
                account=entry.account_id,
                period_type=entry.period_type,
                period_start=entry.period_start,
            )
        ) from error
    if figures and not _drafts_of(entry).exists():
        KpiDraft.objects.create(
            account_id=entry.account_id,
            period_type=entry.period_type,
            period_start=entry.period_start,
            figures=figures,
            updated_by=user,
        )
    _record("kpi_period_restored", entry, user)
    return entry


def deleted_entries_delete() -> int:
    """Deletes for good what was deleted DELETED_KEPT_FOR ago; returns the number.

    Restored in between, an entry stays.
    """
    limit = timezone.now() - DELETED_KEPT_FOR
    return delete_in_batches(KpiEntry.with_deleted.filter(deleted_at__lte=limit))


def _record(kind: str, entry: KpiEntry, user: User) -> None:
    details = {"period_type": entry.period_type, "period_start": entry.period_start.isoformat()}
    activity_record(account_id=entry.account_id, kind=kind, by=user, details=details)


def _drafts_of(entry: KpiEntry) -> QuerySet[KpiDraft]:
    return KpiDraft.objects.filter(
        account=entry.account_id, period_type=entry.period_type, period_start=entry.period_start
    )
