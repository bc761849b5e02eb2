"""Entries as their pages need them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, QuerySet

from accounts.models import Account, Role, User
from kpis.domain.periods import Period, PeriodType, latest_comparable
from kpis.models import EntryImport, KpiEntry
from kpis.selectors.content import Content, kpi_content
from localization.models import content_revision

HISTORY = 8
"""Periods that a sparkline shows at most, the one it ends with included."""


@dataclass(frozen=True)
class PeriodRow:
    """One period that an account has an entry for."""

    id: uuid.UUID
    period: Period


@dataclass(frozen=True)
class OpenEntry:
    """An entry that its reader may see."""

    entry: KpiEntry
    content: Content
    may_edit: bool


@dataclass(frozen=True)
class Overview:
    """An account's latest entry, those it is compared with (the newest first), and all periods."""

    entry: KpiEntry | None
    earlier: tuple[KpiEntry, ...] = ()
    periods: tuple[PeriodRow, ...] = field(default=())


def entry_open(
    user: User, entry_id: uuid.UUID, language: str, *, people: bool = False
) -> OpenEntry | None:
    """The entry, where it is the user's account's; None alike for another's and for none at all.

    With `people`, those who entered and last changed it come along.
    """
    related = ["account", *(["created_by", "updated_by"] if people else [])]
    entry = (
        KpiEntry.objects.filter(pk=entry_id, account__memberships__user=user)
        .select_related(*related)
        .annotate(
            reader_role=F("account__memberships__role"),  # of the same membership, by the same join
            content_revision=content_revision(),
        )
        .first()
    )
    if entry is None:
        return None
    return OpenEntry(
        entry=entry,
        content=kpi_content(language, entry.content_revision),
        may_edit=entry.reader_role in (Role.OWNER, Role.EDITOR),
    )


def entries_of(account: Account) -> QuerySet[KpiEntry]:
    """The newest period first; of those that begin together, the longest (`year`, …, `month`)."""
    return KpiEntry.objects.filter(account=account).order_by("-period_start", "-period_type")


def periods_of(account: Account) -> tuple[PeriodRow, ...]:
    """Every period that has an entry, as `entries_of` orders them. One query."""
    rows = entries_of(account).values_list("id", "period_type", "period_start")
    return tuple(PeriodRow(row_id, Period(PeriodType(kind), start)) for row_id, kind, start in rows)


def overview_of(account: Account) -> Overview:
    """Two queries, however many periods there are."""
    periods = periods_of(account)
    if not periods:
        return Overview(None)
    chain = _chain(periods[0], periods)
    found = {row.id: row for row in KpiEntry.objects.filter(pk__in=[row.id for row in chain])}
    rows = [found[row.id] for row in chain if row.id in found]
    return Overview(rows[0], tuple(rows[1:]), periods) if rows else Overview(None)


def entry_for(account: Account, period: Period) -> KpiEntry | None:
    return entries_of(account).filter(period_type=period.type, period_start=period.start).first()


def previous_entry(account: Account, period: Period) -> KpiEntry | None:
    """The last comparable entry: of the same length, and over before the period begins."""
    try:
        latest_start = period.predecessor.start  # one that begins later would reach into this one
    except ValueError:  # the year 1 has none before it
        return None
    earlier = entries_of(account).filter(period_type=period.type, period_start__lte=latest_start)
    return earlier.first()


def _chain(latest: PeriodRow, periods: Iterable[PeriodRow]) -> list[PeriodRow]:
    """A period and those before it, each the last comparable one of the next."""
    by_period = {row.period: row for row in periods}
    chain = [latest]
    while len(chain) < HISTORY:
        before = latest_comparable(chain[-1].period, by_period)
        if before is None:
            break
        chain.append(by_period[before])
    return chain


def import_open(user: User, import_id: uuid.UUID) -> EntryImport | None:
    """A sheet that waits for this user, where they still may write to its account."""
    return (
        EntryImport.objects.filter(
            pk=import_id,
            created_by=user,
            account__memberships__user=user,
            account__memberships__role__in=(Role.OWNER, Role.EDITOR),
        )
        .select_related("account")
        .annotate(content_revision=content_revision())
        .first()
    )


def entries_by_id(entry_ids: Iterable[str]) -> dict[str, KpiEntry]:
    return {str(row.pk): row for row in KpiEntry.objects.filter(pk__in=list(entry_ids))}
