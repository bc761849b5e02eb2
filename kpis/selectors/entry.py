"""Entries as their pages need them."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.models import Account, Role, User
from content.models import CONTENT_REVISION, content_revision
from kpis.domain.periods import Period, PeriodType, latest_comparable
from kpis.models import EntryImport, KpiEntry
from kpis.selectors.content import Content, kpi_content
from localization.rows import Columns, first_row, split_row

HISTORY = 8
"""Periods that a sparkline shows at most, the one it ends with included."""


@dataclass(frozen=True)
class PeriodRow:
    """One period that an account has an entry for."""

    id: uuid.UUID
    period: Period


@dataclass(frozen=True)
class EntryAccess:
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


# By hand, because the entry form begins with one of them: assembling so many columns with the ORM costs more processor
# time than drawing the form. See docs/decisions/0003-content-in-memory.md.
ENTRY, ACCOUNT = Columns(KpiEntry, "entry"), Columns(Account, "account")
CREATOR, CHANGER = Columns(User, "creator"), Columns(User, "changer")
OPEN = f"""
SELECT {ENTRY}, {ACCOUNT}, {CREATOR}, {CHANGER}, membership.role, {CONTENT_REVISION}
FROM kpis_kpientry entry
JOIN accounts_account account ON account.id = entry.account_id
JOIN accounts_membership membership ON membership.account_id = account.id AND membership.user_id = %s
LEFT JOIN accounts_user creator ON creator.id = entry.created_by_id
LEFT JOIN accounts_user changer ON changer.id = entry.updated_by_id
WHERE entry.id = %s
"""  # noqa: S608 - our own columns
LATEST = f"SELECT {ENTRY} FROM kpis_kpientry entry WHERE entry.account_id = %s"  # noqa: S608
COMPARABLE = " AND entry.period_type = %s AND entry.period_start <= %s"
NEWEST_FIRST = " ORDER BY entry.period_start DESC, entry.period_type DESC LIMIT 1"


def get_entry_access(user: User, entry_id: uuid.UUID, language: str) -> EntryAccess | None:
    """The entry, where it is the user's account's, with those who entered and last changed it.

    None alike for another's and for none at all.
    """
    row = first_row(OPEN, [user.pk, entry_id])
    if row is None:
        return None
    entry, account, creator, changer, role, revision = split_row(
        row, ENTRY, ACCOUNT, CREATOR, CHANGER
    )
    entry.account, entry.created_by, entry.updated_by = account, creator, changer
    return EntryAccess(
        entry=entry,
        content=kpi_content(language, revision),
        may_edit=role in (Role.OWNER, Role.EDITOR),
    )


def latest_entry(account: Account) -> KpiEntry | None:
    """The first of `entries_of`."""
    return _only_entry(LATEST + NEWEST_FIRST, [account.pk])


def _only_entry(sql: str, parameters: list) -> KpiEntry | None:
    row = first_row(sql, parameters)
    return ENTRY.instance(row) if row else None


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
    return _only_entry(LATEST + COMPARABLE + NEWEST_FIRST, [account.pk, period.type, latest_start])


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
