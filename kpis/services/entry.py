import uuid
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Account, User
from kpis.domain.drafts import SentDraft
from kpis.domain.inputs import CLTV_METHOD, EntryInputs
from kpis.domain.periods import Period
from kpis.models import KpiEntry
from kpis.services.draft import draft_settle
from web.database import violated_constraint

ONCE = "kpi_entry_once_per_period"
"""The database's name for the rule that a period has one entry."""


class PeriodTaken(Exception):
    """Signals that the period has an entry already; `entry` is that one, unchanged."""

    def __init__(self, entry: KpiEntry):
        super().__init__(str(entry))
        self.entry = entry


class EntryDeleted(Exception):
    """Signals that the entry was deleted since the page was sent; `entry` is what is left of it."""

    def __init__(self, entry: KpiEntry):
        super().__init__(str(entry))
        self.entry = entry


class EntryChanged(Exception):
    """Signals a change of the entry since the page was sent; `entry` is as it is stored now."""

    def __init__(self, entry: KpiEntry):
        super().__init__(str(entry))
        self.entry = entry


def entry_create(
    *,
    account: Account,
    user: User,
    period: Period,
    currency: str,
    inputs: EntryInputs,
    draft: SentDraft | None = None,
) -> KpiEntry:
    """Creates the entry of a period. Sent twice, it is one entry. Raises PeriodTaken.

    The database decides who was first, so parallel saves make one entry too. `draft` is what the
    form's page sent, for its draft to be deleted.
    """
    try:
        with transaction.atomic():
            entry = KpiEntry.objects.create(
                account=account,
                period_type=period.type.value,
                period_start=period.start,
                currency=currency,
                created_by=user,
                updated_by=user,
                **_columns(inputs),
            )
            if draft is not None:
                draft_settle(account=account, sent=draft)
            return entry
    except IntegrityError as error:
        existing = _get_entry(account, period) if violated_constraint(error) == ONCE else None
        if existing is None:
            raise
        if existing.inputs == inputs:
            if draft is not None:
                draft_settle(account=account, sent=draft)
            return existing
        raise PeriodTaken(existing) from error


@transaction.atomic
def entry_update(
    *,
    entry_id: uuid.UUID,
    version: int,
    user: User,
    period: Period,
    inputs: EntryInputs,
    draft: SentDraft | None = None,
) -> KpiEntry:
    """Replaces the figures of `version`, which the page had when it was sent.

    Raises EntryChanged if other figures were written since, EntryDeleted if it was deleted since,
    PeriodTaken if another entry has the period. Figures equal to the stored ones change nothing,
    not even who changed them last. `draft` is what the form's page sent, for its draft to be
    deleted.
    """
    locked = KpiEntry.with_deleted.select_for_update(of=["self"])
    entry = locked.select_related("account", "updated_by").get(pk=entry_id)
    if entry.deleted_at is not None:
        raise EntryDeleted(entry)
    is_changed = entry.inputs != inputs or entry.period != period
    if is_changed and entry.version != version:
        raise EntryChanged(entry)
    if entry.period != period and (taken := _get_entry(entry.account, period)):
        raise PeriodTaken(taken)
    if is_changed:
        entry = _write(entry, user, period, inputs)
    if draft is not None:
        draft_settle(account=entry.account, sent=draft)
    return entry


def _write(entry: KpiEntry, user: User, period: Period, inputs: EntryInputs) -> KpiEntry:
    entry.period_type, entry.period_start = period.type.value, period.start
    for name, value in _columns(inputs).items():
        setattr(entry, name, value)
    entry.version += 1
    entry.updated_by, entry.updated_at = user, timezone.now()
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:
        taken = _get_entry(entry.account, period) if violated_constraint(error) == ONCE else None
        if taken is None:
            raise
        raise PeriodTaken(taken) from error
    return entry


def _get_entry(account: Account, period: Period) -> KpiEntry | None:
    entries = KpiEntry.objects.filter(
        account=account, period_type=period.type.value, period_start=period.start
    )
    return entries.select_related("updated_by").first()


def _columns(inputs: EntryInputs) -> dict:
    return {**asdict(inputs), CLTV_METHOD: inputs.cltv_method.value if inputs.cltv_method else ""}
