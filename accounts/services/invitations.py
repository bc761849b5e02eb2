"""Invites people to accounts by email, and accepts what they answer.

The token of an invitation is in the email alone; its hash is stored.
"""

import logging
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.utils import build_absolute_uri
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Account, Invitation, Membership, Role, User
from accounts.selectors import get_invitation
from accounts.services.activity import activity_record
from web.link_tokens import new_token, token_hash
from web.retention import delete_in_batches

VALID_FOR = timedelta(days=14)
KEPT_FOR = timedelta(days=30)
"""How long an owner sees an invitation that has expired."""
logger = logging.getLogger(__name__)


class InvitationClosed(Exception):
    """Reports that an invitation has been accepted or revoked, or has expired."""


class InvitedSomebodyElse(Exception):
    """Reports that an invitation is for an address that the user has not confirmed as theirs."""


class AlreadyMember(Exception):
    """Reports that an address belongs to a member of the account."""


@transaction.atomic
def invitation_send(
    *, account: Account, email: str, role: Role, language: str, by: User
) -> Invitation:
    """Invites an address, or renews its open invitation. Raises AlreadyMember.

    Whether the address has an account makes no difference, to the caller or to the email.
    """
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if Membership.objects.filter(account=account, user__email=email).exists():
        raise AlreadyMember
    invitation = Invitation.objects.filter(account=account, email=email, accepted_by=None).first()
    invitation = invitation or Invitation(account=account, email=email)
    is_new = invitation._state.adding
    invitation.role, invitation.language = role, language
    _send(invitation, by)
    _record("invitation_sent" if is_new else "invitation_sent_again", invitation, by)
    return invitation


@transaction.atomic
def invitation_send_again(*, invitation: Invitation, by: User) -> None:
    """Sends a new link, valid for `VALID_FOR` from now on; the earlier one no longer works."""
    _send(invitation, by)
    _record("invitation_sent_again", invitation, by)


def _send(invitation: Invitation, by: User) -> None:
    token = new_token()
    invitation.token_hash = token_hash(token)
    invitation.invited_by = by
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + VALID_FOR
    invitation.save()
    logger.info(
        "account %s: user %s sent invitation %s", invitation.account_id, by.pk, invitation.pk
    )
    path = reverse("accounts:invitation_accept", args=[token])
    facts = {
        "company": invitation.account.name,
        "account_id": invitation.account_id,
        "role": invitation.role,
        "by": by.email,
        "days": VALID_FOR.days,
        "invitation_url": build_absolute_uri(context.request, path),
    }
    with translation.override(invitation.language):  # unless the person reads in another one
        get_adapter().send_mail("accounts/email/invitation", invitation.email, facts)


def _record(kind: str, invitation: Invitation, by: User) -> None:
    activity_record(
        account_id=invitation.account_id,
        kind=kind,
        by=by,
        subject_email=invitation.email,
        details={"role": invitation.role},
    )


@transaction.atomic
def invitation_revoke(*, invitation: Invitation, by: User) -> None:
    """Ends an invitation at once: its link no longer works."""
    logger.info(
        "account %s: user %s revoked invitation %s", invitation.account_id, by.pk, invitation.pk
    )
    _record("invitation_revoked", invitation, by)
    invitation.delete()


@transaction.atomic
def invitation_accept(*, token: str, user: User) -> Account:
    """Makes the invited person a member; accepting again changes nothing.

    Somebody who is a member already keeps their role. Raises InvitationClosed, and
    InvitedSomebodyElse for a user who has not confirmed the invited address.
    """
    invitation = get_invitation(token_hash(token), for_update=True)
    if invitation is None:
        raise InvitationClosed
    if not is_invited(invitation, user):
        raise InvitedSomebodyElse
    memberships = Membership.objects.filter(account=invitation.account, user=user)
    if invitation.accepted_by_id is None:
        memberships.get_or_create(
            account=invitation.account, user=user, defaults={"role": invitation.role}
        )
        invitation.accepted_by = user
        invitation.save(update_fields=["accepted_by"])
        activity_record(
            account_id=invitation.account_id,
            kind="invitation_accepted",
            by=user,
            details={"role": invitation.role},
        )
        logger.info(
            "account %s: user %s accepted invitation %s",
            invitation.account_id,
            user.pk,
            invitation.pk,
        )
    elif not memberships.exists():  # removed since
        raise InvitationClosed
    return invitation.account


def is_invited(invitation: Invitation, user: User) -> bool:
    """Tells whether the invited address is the user's, and confirmed."""
    addresses = EmailAddress.objects.filter(user=user, email=invitation.email, verified=True)
    return addresses.exists()


def old_invitations_delete() -> int:
    """Deletes invitations that expired more than `KEPT_FOR` ago; returns how many."""
    old = Invitation.objects.filter(expires_at__lt=timezone.now() - KEPT_FOR)
    return delete_in_batches(old)
