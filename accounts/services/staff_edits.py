"""Records in an account's activity what staff change of it in the admin."""

from collections.abc import Mapping, Sequence

from accounts.models import Account, ActorType, Membership, User
from accounts.registry import Detail
from accounts.services.activity import activity_record


def settings_change_record(*, account: Account, by: User, fields: Sequence[str]) -> None:
    """Records which settings staff have changed, if any."""
    if fields:
        _record(account, "settings_changed", by, details={"fields": list(fields)})


def member_add_record(*, membership: Membership, by: User) -> None:
    details = {"role": membership.role}
    _record(membership.account, "member_added", by, membership.user, details)


def role_change_record(*, membership: Membership, before: str, by: User) -> None:
    details = {"before": before, "role": membership.role}
    _record(membership.account, "role_changed", by, membership.user, details)


def member_remove_record(*, account: Account, user: User, by: User) -> None:
    _record(account, "member_removed", by, user)


def _record(
    account: Account,
    kind: str,
    by: User,
    subject: User | None = None,
    details: Mapping[str, Detail] | None = None,
) -> None:
    activity_record(
        account_id=account.pk,
        kind=kind,
        by=by,
        actor_type=ActorType.SUPPORT,
        subject=subject,
        details=details,
    )
