"""Makes and reads activities in tests."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Account, Activity, ActorType, User
from accounts.registry import list_activity_kinds


def kinds_of(account: Account) -> list[str]:
    """Returns the kinds of an account's activities, in the order in which they happened."""
    return list(
        Activity.objects.filter(account=account).order_by("pk").values_list("kind", flat=True)
    )


def last_of(account: Account) -> Activity:
    return Activity.objects.filter(account=account).latest("pk")


def make_activities(account: Account, count: int, **fields) -> list[Activity]:
    """Creates activities a minute apart, the latest first."""
    values = {
        "kind": "signed_in",
        "actor_type": ActorType.MEMBER,
        "details": {"method": "password"},
    }
    now = timezone.now()
    return Activity.objects.bulk_create(
        Activity(
            account=account,
            **{"happened_at": now - timedelta(minutes=number), **values, **fields},
        )
        for number in range(count)
    )


def make_one_of_each(account: Account, person: User) -> None:
    """Creates an activity of each kind with each of its details, by each kind of actor in turn."""
    examples = [(kind.key, details) for kind in list_activity_kinds() for details in kind.examples]
    actors = list(ActorType)
    for number, (kind, details) in enumerate(examples):
        actor_type = actors[number % len(actors)]
        has_actor = actor_type in (ActorType.MEMBER, ActorType.SUPPORT)
        make_activities(
            account,
            1,
            kind=kind,
            details=details,
            actor_type=actor_type,
            actor=person if has_actor and number % 3 else None,
            subject=person if kind in ("role_changed", "password_changed") else None,
            address="2001:4860:1234:5678:9012:3456:7890:1234" if number % 2 else None,
        )
