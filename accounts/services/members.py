"""Writes the roles of members, and ends memberships."""

import logging

from allauth.account.adapter import get_adapter
from django.db import transaction

from accounts.models import Account, Membership, Role, User
from accounts.services.activity import activity_record

logger = logging.getLogger(__name__)


class LastOwner(Exception):
    """Reports that an account would have no owner any more."""


@transaction.atomic
def membership_role_set(*, membership: Membership, role: Role, by: User) -> None:
    """Gives a member another role, and tells them by email; raises LastOwner."""
    _keep_an_owner(membership, is_still_owner=role == Role.OWNER)
    before, membership.role = membership.role, role
    if role == before:
        return
    membership.save(update_fields=["role"])
    logger.info(
        "account %s: user %s made user %s %s",
        membership.account_id,
        by.pk,
        membership.user_id,
        role.value,
    )
    activity_record(
        account_id=membership.account_id,
        kind="role_changed",
        by=by,
        subject=membership.user,
        details={"before": before, "role": role.value},
    )
    _tell("accounts/email/role_changed", membership, by)


@transaction.atomic
def membership_delete(*, membership: Membership, by: User) -> None:
    """Ends a membership: at the next request, in every session. Raises LastOwner.

    Who is removed is told by email; who leaves is not.
    """
    _keep_an_owner(membership, is_still_owner=False)
    _tell("accounts/email/member_removed", membership, by)
    logger.info(
        "account %s: user %s removed user %s", membership.account_id, by.pk, membership.user_id
    )
    is_own = membership.user_id == by.pk
    activity_record(
        account_id=membership.account_id,
        kind="member_left" if is_own else "member_removed",
        by=by,
        subject=None if is_own else membership.user,
    )
    membership.delete()


def _keep_an_owner(membership: Membership, *, is_still_owner: bool) -> None:
    """Locks the account, so that of two changes at once the second sees the first."""
    account = Account.objects.select_for_update(no_key=True).get(pk=membership.account_id)
    membership.refresh_from_db(fields=["role"])
    others = account.memberships.filter(role=Role.OWNER).exclude(pk=membership.pk)
    if membership.role == Role.OWNER and not is_still_owner and not others.exists():
        raise LastOwner


def _tell(template_prefix: str, membership: Membership, by: User) -> None:
    if membership.user_id == by.pk:
        return
    facts = {
        "company": membership.account.name,
        "account_id": membership.account_id,
        "role": membership.role,
        "by": by.email,
    }
    get_adapter().send_notification_mail(template_prefix, membership.user, facts)
