"""Reads what happened in an account, in pages whose cost does not depend on how much there is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import Activity, ActorType, Membership, User
from localization.collations import alphabetical

FORMER = "former"
"""Chooses what people did who are no longer members."""


@dataclass(frozen=True)
class ActivityFilter:
    """Says which activities are wanted."""

    kinds: Collection[str] | None = None
    """Keys; None for all."""
    person: str = ""
    """The number of a user, `FORMER`, one of `ActorType`, or blank for everybody."""
    since: datetime | None = None
    until: datetime | None = None
    """The first moment that is not wanted any more."""


@dataclass(frozen=True)
class ActivityPage:
    """Holds some activities, newest first, and where the pages beside them begin."""

    rows: list[Activity]
    newer: int | None
    """The number of the first activity; None on the first page."""
    older: int | None
    """The number of the last one; None on the last page."""


def list_people(account_id: UUID) -> list[User]:
    """Lists the members of an account by name or, where there is none, email address."""
    people = User.objects.filter(memberships__account=account_id)
    return list(people.only("email", "name").order_by(alphabetical("email")))


def get_activity_page(
    account_id: UUID,
    wanted: ActivityFilter,
    size: int,
    *,
    before: int | None = None,
    after: int | None = None,
) -> ActivityPage:
    """Returns the activities next to one, older or newer.

    Without one these are the newest, as they are where no page lies beside it.
    """
    rows = _list_wanted(account_id, wanted)
    if before is not None:
        found = list(_older(account_id, rows, before)[: size + 1])
        if found:
            return _page(found[:size], has_newer=True, has_older=len(found) > size)
    if after is not None:
        found = list(_newer(account_id, rows, after)[: size + 1])
        if len(found) > size:
            return _page(found[:size][::-1], has_newer=True, has_older=True)
    found = list(rows[: size + 1])
    return _page(found[:size], has_newer=False, has_older=len(found) > size)


def iterate_activities(
    account_id: UUID, wanted: ActivityFilter, size: int
) -> Iterator[list[Activity]]:
    """Yields all activities, newest first, `size` at a time: memory stays the same for any number."""
    before = None
    while True:
        page = get_activity_page(account_id, wanted, size, before=before)
        yield page.rows
        if page.older is None:
            return
        before = page.older


def _page(rows: list[Activity], *, has_newer: bool, has_older: bool) -> ActivityPage:
    return ActivityPage(
        rows,
        newer=rows[0].pk if rows and has_newer else None,
        older=rows[-1].pk if rows and has_older else None,
    )


def _list_wanted(account_id: UUID, wanted: ActivityFilter) -> QuerySet[Activity]:
    rows = Activity.objects.filter(account=account_id).select_related("actor", "subject")
    if wanted.kinds is not None:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.since is not None:
        rows = rows.filter(happened_at__gte=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(happened_at__lt=wanted.until)
    return _of_person(rows, account_id, wanted.person).order_by("-happened_at", "-pk")


def _of_person(rows: QuerySet[Activity], account_id: UUID, person: str) -> QuerySet[Activity]:
    if person == FORMER:
        members = Membership.objects.filter(account=account_id, user=OuterRef("actor"))
        return rows.filter(~Exists(members), actor_type=ActorType.MEMBER)
    if person in ActorType.values:
        return rows.filter(actor_type=person)
    return rows.filter(actor_type=ActorType.MEMBER, actor=int(person)) if person else rows


def _older(account_id: UUID, rows: QuerySet[Activity], key: int) -> QuerySet[Activity]:
    """Returns what is older than an activity, the nearest first; nothing for an unknown one."""
    moment = _moment(account_id, key)
    older = Q(happened_at__lt=moment) | Q(happened_at=moment, pk__lt=key)
    return rows.filter(older, happened_at__lte=moment)


def _newer(account_id: UUID, rows: QuerySet[Activity], key: int) -> QuerySet[Activity]:
    """Returns what is newer than an activity, the nearest first; nothing for an unknown one."""
    moment = _moment(account_id, key)
    newer = Q(happened_at__gt=moment) | Q(happened_at=moment, pk__gt=key)
    return rows.filter(newer, happened_at__gte=moment).order_by("happened_at", "pk")


def _moment(account_id: UUID, key: int) -> Subquery:
    """Returns when an activity happened. The outer condition of a page on it is what the index reads."""
    return Subquery(Activity.objects.filter(account=account_id, pk=key).values("happened_at"))
