"""Requests and undoes the deletion of an account, which a job does after seven days.

Every write locks the account's row: of an undo and a deletion at once the second sees the first.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.utils import build_absolute_uri
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import Account, ActorType, Membership, Role, User
from accounts.services.activity import activity_record

UNDO_FOR = timedelta(days=7)
"""How long an owner can undo the deletion of an account."""
DELETE_ACCOUNT = "accounts.tasks.delete_account"
logger = logging.getLogger(__name__)


class UndoTooLate(Exception):
    """Reports that an account is being deleted, or is deleted already."""


class AccountGone(Exception):
    """Reports that an account is deleted already."""


@transaction.atomic
def account_deletion_request(
    *, account_id: UUID, by: User, actor_type: ActorType = ActorType.MEMBER
) -> datetime:
    """Marks an account for deletion after `UNDO_FOR` and tells its members; returns when.

    Requested again, the first date stays and nobody is told again. Raises AccountGone.
    """
    account = _locked(account_id)
    if account is None:
        raise AccountGone
    if account.deletion_due_at is not None:
        return account.deletion_due_at
    account.deletion_due_at = due = timezone.now() + UNDO_FOR
    account.save(update_fields=["deletion_due_at"])
    app.configure_task(DELETE_ACCOUNT, schedule_at=due).defer(account_id=str(account.pk))
    activity_record(
        account_id=account.pk,
        kind="deletion_requested",
        by=by,
        actor_type=actor_type,
        details={"due": due.isoformat()},
    )
    logger.info("account %s: user %s requested its deletion", account.pk, by.pk)
    _tell("accounts/email/deletion_requested", account, by, actor_type, due)
    return due


@transaction.atomic
def account_deletion_undo(
    *, account_id: UUID, by: User, actor_type: ActorType = ActorType.MEMBER
) -> bool:
    """Takes the deletion of an account back and tells its members; False where none was requested.

    Raises UndoTooLate from the moment on for which the deletion was announced.
    """
    account = _locked(account_id)
    # A member is there until the deletion has begun, by whichever clock.
    if account is None or account.is_being_deleted or not account.memberships.exists():
        raise UndoTooLate
    if account.deletion_due_at is None:
        return False
    account.deletion_due_at = None
    account.save(update_fields=["deletion_due_at"])
    activity_record(account_id=account.pk, kind="deletion_undone", by=by, actor_type=actor_type)
    logger.info("account %s: user %s undid its deletion", account.pk, by.pk)
    _tell("accounts/email/deletion_undone", account, by, actor_type)
    return True


def _locked(account_id: UUID) -> Account | None:
    return Account.objects.select_for_update(no_key=True).filter(pk=account_id).first()


def _tell(
    template_prefix: str,
    account: Account,
    by: User,
    actor_type: ActorType,
    due: datetime | None = None,
) -> None:
    """Tells every member, in their language; owners get the link to undo."""
    facts = {
        "company": account.name,
        "account_id": account.pk,
        "by": by.email if actor_type == ActorType.MEMBER else "",
        "due": due,
        "time_zone": account.time_zone,
    }
    undo_url = build_absolute_uri(context.request, reverse("accounts:delete"))
    memberships = Membership.objects.filter(account=account).select_related("user")
    for membership in memberships.order_by("pk"):
        own = {"undo_url": undo_url} if due and membership.role == Role.OWNER else {}
        get_adapter().send_notification_mail(template_prefix, membership.user, facts | own)
