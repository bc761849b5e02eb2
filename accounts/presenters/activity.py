"""Presents what happened in an account: who did what, when, from where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Activity, ActorType, User
from accounts.registry import (
    ActivityFacts,
    ActivityLink,
    activity_link_finders,
    get_activity_kind,
)
from spreadsheets.cells import Cell

Links = Mapping[str, Mapping[str, ActivityLink]]


@dataclass(frozen=True)
class ActivityRow:
    """Holds the words of one activity in the reader's language."""

    happened_at: datetime
    kind: str
    who: str
    email: str
    """Of who did it; blank where that is no user, or no longer."""
    what: str
    url: str
    """Of what it was about; blank where that is no page, or no longer there."""
    address: str


def present_activities(account_id: UUID, activities: Sequence[Activity]) -> list[ActivityRow]:
    """Describes activities. One query for each kind of thing that they name."""
    links = {
        detail: find(account_id, keys)
        for detail, find in activity_link_finders().items()
        if (keys := {str(each.details[detail]) for each in activities if detail in each.details})
    }
    return [_to_row(activity, links) for activity in activities]


def _to_row(activity: Activity, links: Links) -> ActivityRow:
    found = {
        detail: link
        for detail, of_keys in links.items()
        if (link := of_keys.get(str(activity.details.get(detail)))) is not None
    }
    person = activity.subject.get_full_name() if activity.subject else activity.subject_email
    facts = ActivityFacts(activity.details, person, found)
    return ActivityRow(
        happened_at=activity.happened_at,
        kind=activity.kind,
        who=_who(ActorType(activity.actor_type), activity.actor),
        email=activity.actor.email if activity.actor else "",
        what=_what(activity.kind, facts),
        url=next((link.url for link in found.values()), ""),
        address=activity.address or "",
    )


def _who(actor_type: ActorType, actor: User | None) -> str:
    if actor_type == ActorType.MEMBER:
        return actor.get_full_name() if actor else _("Former member")
    if actor_type == ActorType.SUPPORT and actor is not None:
        return _("Support (%(person)s)") % {"person": actor.get_full_name()}
    return str(actor_type.label)


def _what(key: str, facts: ActivityFacts) -> str:
    try:
        kind = get_activity_kind(key)
    except ValueError:  # recorded by another release
        return _("Another activity")
    return kind.describe(facts)


KEYS = ["happened_at", "who", "email", "what", "ip_address", "kind"]
"""Of the columns of a sheet."""


def sheet_columns() -> list[str]:
    """Lists the names of the columns of a sheet in the active language."""
    return [
        _("Time (%(zone)s)") % {"zone": timezone.get_current_timezone_name()},
        _("Who"),
        _("Email"),
        _("What"),
        _("IP address"),
        _("Key"),
    ]


def sheet_rows(rows: Iterable[ActivityRow]) -> Iterator[list[Cell]]:
    """Yields the cells of each activity, its time in the active zone."""
    for row in rows:
        time = timezone.localtime(row.happened_at).strftime("%Y-%m-%d %H:%M:%S")
        yield [time, row.who, row.email, row.what, row.address, row.kind]
