"""Reads KPI entries as their pages need them."""

import uuid
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import Account, Role, User
from accounts.selectors import Company, companies_subquery, to_companies
from content.models import content_revision
from kpis.domain.periods import Period, PeriodType, latest_comparable, suggested_period
from kpis.models import EntryImport, KpiEntry
from kpis.models.entry import DELETED_KEPT_FOR
from kpis.selectors.content import Content, kpi_content

Pair = tuple[KpiEntry, KpiEntry | None]
"""An entry, and the last comparable one before it."""
HISTORY = 8
"""Periods that a sparkline shows at most, the one it ends with included."""


@dataclass(frozen=True)
class PeriodRow:
    """Represents a period that an account has an entry for."""

    id: uuid.UUID
    period: Period


@dataclass(frozen=True)
class EntryAccess:
    """Holds an entry that its reader may see, with the KPI texts of the reader's language."""

    entry: KpiEntry
    content: Content
    may_edit: bool
    companies: list[Company]
    """Those of the reader."""


@dataclass(frozen=True)
class ImportAccess:
    """Holds a pending import that its reader may confirm, with the KPI texts of their language."""

    pending: EntryImport
    content: Content


@dataclass(frozen=True)
class Overview:
    """Holds an account's latest entry, earlier comparable ones (newest first) and all periods."""

    entry: KpiEntry | None
    earlier: tuple[KpiEntry, ...] = ()
    periods: tuple[PeriodRow, ...] = field(default=())


def get_entry_access(
    user: User, entry_id: uuid.UUID, language: str, *, with_deleted: bool = False
) -> EntryAccess | None:
    """Returns the entry if the user may see it, with those who created and last changed it.

    None alike for another account's entry and for none; a deleted one is given only
    `with_deleted`, while it can be restored. One query.
    """
    # The annotation follows the filter, so that it is of the user's own membership.
    entries = restorable_or_present() if with_deleted else KpiEntry.objects.all()
    entry = (
        entries.filter(pk=entry_id, account__memberships__user=user)
        .select_related("account", "created_by", "updated_by")
        .annotate(
            role=F("account__memberships__role"),
            companies=companies_subquery(user.pk),
            content_revision=content_revision(),
        )
        .first()
    )
    if entry is None:
        return None
    return EntryAccess(
        entry=entry,
        content=kpi_content(language, entry.content_revision),
        may_edit=Role(entry.role).can_edit,
        companies=to_companies(entry.companies),
    )


def restorable_or_present() -> QuerySet[KpiEntry]:
    """Returns all entries but those whose time to be restored is over."""
    limit = timezone.now() - DELETED_KEPT_FOR
    return KpiEntry.with_deleted.filter(Q(deleted_at=None) | Q(deleted_at__gt=limit))


def deleted_entries(account: Account) -> list[KpiEntry]:
    """Lists the deleted entries that can be restored, the one deleted last first. One query."""
    entries = restorable_or_present().filter(account=account, deleted_at__isnull=False)
    return list(entries.select_related("deleted_by").order_by("-deleted_at"))


def latest_entry(account: Account) -> KpiEntry | None:
    """Returns the first of `entries_of`."""
    return entries_of(account).first()


def entries_of(account: Account) -> QuerySet[KpiEntry]:
    """Returns the account's entries, the newest period first; of one start, the longest first."""
    return KpiEntry.objects.filter(account=account).order_by("-period_start", "-period_type")


def periods_of(account: Account) -> tuple[PeriodRow, ...]:
    """Lists every period that has an entry, in the order of `entries_of`. One query."""
    rows = entries_of(account).values_list("id", "period_type", "period_start")
    return tuple(PeriodRow(row_id, Period(PeriodType(kind), start)) for row_id, kind, start in rows)


def overview_of(account: Account) -> Overview:
    """Returns the latest entry with those it is compared with. Two queries, for any number."""
    periods = periods_of(account)
    if not periods:
        return Overview(None)
    chain = _chain(periods[0], periods)
    entries = {row.id: row for row in KpiEntry.objects.filter(pk__in=[row.id for row in chain])}
    rows = [entries[row.id] for row in chain if row.id in entries]
    return Overview(rows[0], tuple(rows[1:]), periods) if rows else Overview(None)


def entry_for(account: Account, period: Period) -> KpiEntry | None:
    return entries_of(account).filter(period_type=period.type, period_start=period.start).first()


def suggested_for(account: Account, latest: KpiEntry | None, today: date) -> Period | None:
    """Returns the period to propose after the `latest` entry; None where it has an entry."""
    period = suggested_period(latest.period if latest else None, today)
    is_earlier = latest is not None and period is not None and period.start < latest.period.start
    return None if period and is_earlier and entry_for(account, period) else period


def previous_entry(account: Account, period: Period) -> KpiEntry | None:
    """Returns the last entry of the same length that ended before the period begins."""
    try:
        latest_start = period.predecessor.start  # a later one would overlap the period
    except ValueError:  # the year 1 has none before it
        return None
    entries = entries_of(account).filter(period_type=period.type, period_start__lte=latest_start)
    return entries.first()


def with_previous(entries: Iterable[KpiEntry]) -> list[Pair]:
    """Lists entries of one length, the newest first, with the last comparable one before each."""
    rows = sorted(entries, key=lambda entry: entry.period_start)
    starts = [row.period_start for row in rows]
    pairs: list[Pair] = []
    for row in reversed(rows):
        earlier = bisect_right(starts, row.period.predecessor.start)
        pairs.append((row, rows[earlier - 1] if earlier else None))
    return pairs


def _chain(latest: PeriodRow, periods: Iterable[PeriodRow]) -> list[PeriodRow]:
    """Lists a period and at most HISTORY - 1 before it, each comparable with the next."""
    by_period = {row.period: row for row in periods}
    chain = [latest]
    while len(chain) < HISTORY:
        before = latest_comparable(chain[-1].period, by_period)
        if before is None:
            break
        chain.append(by_period[before])
    return chain


def get_import_access(user: User, import_id: uuid.UUID, language: str) -> ImportAccess | None:
    """Returns a pending import of the user; None where they may not write to its account (any more)."""
    pending = (
        EntryImport.objects.filter(
            pk=import_id,
            created_by=user,
            account__memberships__user=user,
            account__memberships__role__in=Role.editing(),
        )
        .select_related("account")
        .annotate(revision=content_revision())
        .first()
    )
    return ImportAccess(pending, kpi_content(language, pending.revision)) if pending else None


def entries_by_id(entry_ids: Iterable[str]) -> dict[str, KpiEntry]:
    return {str(row.pk): row for row in KpiEntry.objects.filter(pk__in=list(entry_ids))}
