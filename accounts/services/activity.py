"""Records what people do in an account, and says less of it as time passes."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.core import context as current
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import (
    Case,
    DateTimeField,
    Expression,
    F,
    Func,
    GenericIPAddressField,
    IntegerField,
    When,
)
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Activity, ActorType, Membership, User
from accounts.registry import Detail, get_activity_kind

KEPT_FOR = timedelta(days=730)
"""How long an activity is kept. The database refuses to delete it earlier (activity_guard)."""
ADDRESS_KEPT_FOR = timedelta(days=30)
"""How long the whole IP address is kept; afterwards its network, shared by many, remains."""
BATCH = 1000
"""Rows that one statement changes, so that nobody waits for it."""
IPV4_BITS, IPV6_BITS = 24, 48
"""What remains of an address; the database allows nothing else (activity_guard)."""
logger = logging.getLogger(__name__)


def activity_record(
    *,
    account_id: UUID,
    kind: str,
    by: User | None = None,
    actor_type: ActorType | None = None,
    subject: User | None = None,
    subject_email: str = "",
    details: Mapping[str, Detail] | None = None,
) -> Activity:
    """Records an activity in the transaction of the caller, with the address of the request.

    Without an `actor_type` it is a member's, or automatic where there is no user. Raises ValueError
    for a kind that nobody registered, and for details that it does not have.
    """
    activity = _new_activity(
        account_id=account_id,
        kind=kind,
        by=by,
        actor_type=actor_type,
        subject=subject,
        subject_email=subject_email,
        details=details,
    )
    activity.save(force_insert=True)
    return activity


def user_activity_record(
    *, user: User, kind: str, by: User | None = None, details: Mapping[str, Detail] | None = None
) -> None:
    """Records what concerns how a user signs in, in each account that the user belongs to.

    `by` is who did it, if not the user: a member of staff.
    """
    is_own = by is None or by.pk == user.pk
    accounts = Membership.objects.filter(user=user).values_list("account_id", flat=True)
    Activity.objects.bulk_create(
        _new_activity(
            account_id=account_id,
            kind=kind,
            by=user if is_own else by,
            actor_type=ActorType.MEMBER if is_own else ActorType.SUPPORT,
            subject=None if is_own else user,
            details=details,
        )
        for account_id in accounts
    )


def is_recorded_lately(
    *, account_id: UUID, kind: str, within: timedelta, details: Mapping[str, Detail]
) -> bool:
    """Tells whether the same was recorded a short time ago from the address of the request."""
    return Activity.objects.filter(
        account_id=account_id,
        kind=kind,
        happened_at__gt=timezone.now() - within,
        address=_address(current.request),
        details__contains=dict(details),
    ).exists()


def download_record(*, account_id: UUID, by: User, what: str, file_format: str) -> None:
    """Records that a member has downloaded a file with many rows of the account."""
    details = {"what": what, "format": file_format}
    activity_record(account_id=account_id, kind="file_downloaded", by=by, details=details)


def acting_staff() -> User | None:
    """Returns who sent the current request, if it is one of the admin; None for all others."""
    request = current.request
    match = getattr(request, "resolver_match", None)
    if match is None or "admin" not in match.namespaces:
        return None
    return request.user if isinstance(request.user, User) else None


def _new_activity(
    *,
    account_id: UUID,
    kind: str,
    by: User | None,
    actor_type: ActorType | None,
    subject: User | None,
    details: Mapping[str, Detail] | None,
    subject_email: str = "",
) -> Activity:
    unknown = set(details or {}) - get_activity_kind(kind).details
    if unknown:
        raise ValueError(f"the activity {kind!r} has no details {sorted(unknown)}")
    return Activity(
        account_id=account_id,
        kind=kind,
        actor_type=actor_type or (ActorType.MEMBER if by else ActorType.SYSTEM),
        actor=by,
        subject=subject,
        subject_email=subject_email,
        details=dict(details or {}),
        address=_address(current.request),
    )


def _address(request: HttpRequest | None) -> str | None:
    """Returns the IP address of the request; None for what the worker does, and where it is unknown.

    What people do does not fail because a proxy says nothing of where they are.
    """
    if request is None:
        return None
    try:
        address: str = get_adapter().get_client_ip(request)
    except (ImproperlyConfigured, PermissionDenied):
        return None
    return address


def old_addresses_shorten() -> int:
    """Shortens the IP addresses of activities after `ADDRESS_KEPT_FOR`; returns how many."""
    whole = Activity.objects.exclude(address=None).exclude(address=_network("address"))
    old = whole.filter(happened_at__lt=timezone.now() - ADDRESS_KEPT_FOR).order_by("happened_at")
    count = 0
    while changed := Activity.objects.filter(pk__in=old.values("pk")[:BATCH]).update(
        address=_network("address")
    ):
        count += changed
    logger.info("addresses of activities: %s shortened", count)
    return count


def old_activities_delete() -> int:
    """Deletes activities after `KEPT_FOR`; returns how many.

    The time is the database's, whose guard compares with the same one.
    """
    now = Func(function="now", output_field=DateTimeField())
    old = Activity.objects.filter(happened_at__lt=now - KEPT_FOR)
    count = 0
    while deleted := Activity.objects.filter(
        pk__in=old.order_by("happened_at").values("pk")[:BATCH]
    ).delete()[0]:
        count += deleted
    logger.info("old activities: %s deleted", count)
    return count


def _network(field: str) -> Expression:
    """Returns the first address of the network of an address."""
    family = Func(F(field), function="family", output_field=IntegerField())
    bits = Case(
        When(Exact(family, 4), then=IPV4_BITS), default=IPV6_BITS, output_field=IntegerField()
    )
    network = Func(Func(F(field), bits, function="set_masklen"), function="network")
    return Cast(Func(network, function="host"), GenericIPAddressField())
