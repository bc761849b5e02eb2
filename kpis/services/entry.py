import uuid
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Account, User
from kpis.domain.inputs import CLTV_METHOD, EntryInputs
from kpis.domain.periods import Period
from kpis.models import KpiEntry
from web.database import violated_constraint

ONCE = "kpi_entry_once_per_period"
"""The database's name for the rule that a period has one entry."""


class PeriodTaken(Exception):
    """The period has an entry already; `entry` is that one, and it is unchanged."""

    def __init__(self, entry: KpiEntry):
        super().__init__(str(entry))
        self.entry = entry


class EntryChanged(Exception):
    """Somebody changed the entry since it was shown; `entry` is as it is stored now."""

    def __init__(self, entry: KpiEntry):
        super().__init__(str(entry))
        self.entry = entry


def entry_create(
    *, account: Account, user: User, period: Period, currency: str, inputs: EntryInputs
) -> KpiEntry:
    """The first entry for a period. Sent twice, it is one entry. Raises PeriodTaken.

    The database decides who was first, so parallel saves make one entry too.
    """
    try:
        with transaction.atomic():
            return KpiEntry.objects.create(
                account=account,
                period_type=period.type.value,
                period_start=period.start,
                currency=currency,
                created_by=user,
                updated_by=user,
                **_columns(inputs),
            )
    except IntegrityError as error:
        existing = _entry_of(account, period) if violated_constraint(error) == ONCE else None
        if existing is None:
            raise
        if existing.inputs == inputs:
            return existing
        raise PeriodTaken(existing) from error


@transaction.atomic
def entry_update(
    *, entry_id: uuid.UUID, version: int, user: User, period: Period, inputs: EntryInputs
) -> KpiEntry:
    """Writes figures over those that were shown as `version`.

    Raises EntryChanged where somebody wrote other figures since, PeriodTaken where another entry
    has the period. What is as it is stored changes nothing, not even who changed it last.
    """
    locked = KpiEntry.objects.select_for_update(of=["self"])
    entry = locked.select_related("account", "updated_by").get(pk=entry_id)
    if entry.inputs == inputs and entry.period == period:
        return entry
    if entry.version != version:
        raise EntryChanged(entry)
    if entry.period != period and (taken := _entry_of(entry.account, period)):
        raise PeriodTaken(taken)
    return _write(entry, user, period, inputs)


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
        taken = _entry_of(entry.account, period) if violated_constraint(error) == ONCE else None
        if taken is None:
            raise
        raise PeriodTaken(taken) from error
    return entry


def _entry_of(account: Account, period: Period) -> KpiEntry | None:
    found = KpiEntry.objects.filter(
        account=account, period_type=period.type.value, period_start=period.start
    )
    return found.select_related("updated_by").first()


def _columns(inputs: EntryInputs) -> dict:
    return {**asdict(inputs), CLTV_METHOD: inputs.cltv_method.value if inputs.cltv_method else ""}
