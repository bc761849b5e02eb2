"""Records what people do in an account."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.core import context as current
from django.http import HttpRequest

from accounts.models import Activity, ActorType, User

KEPT_FOR = timedelta(days=730)
"""How long an activity is kept. The database refuses to delete it earlier (activity_guard)."""
ADDRESS_KEPT_FOR = timedelta(days=30)
"""How long the whole IP address is kept; afterwards its network, shared by many, remains."""

Detail = str | int | bool | Sequence[str]


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

    Without an `actor_type` it is a member's, or automatic where there is no user.
    """
    return Activity.objects.create(
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
    """Returns the IP address of the request; None for what the worker does."""
    return get_adapter().get_client_ip(request) if request is not None else None
