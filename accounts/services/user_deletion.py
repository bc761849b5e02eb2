"""Deletes people: their sign-in and everything that names them goes, what they entered stays.

Once the memberships have ended there is no way back. What a killed process leaves, a job finishes.
"""

import logging
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.postgres.functions import TransactionNow
from django.contrib.sessions.models import Session
from django.db import transaction
from procrastinate.contrib.django import app

from accounts.models import Account, ActorType, Membership, User
from accounts.selectors import OwnedAccount, list_accounts_to_settle, list_accounts_without_data
from accounts.services.account_deletion import DELETE_ACCOUNT
from accounts.services.activity import activity_record
from accounts.services.traces import Traces, references_clear, session_mark, traces_delete

DELETE_USER = "accounts.tasks.delete_user"
DELETE_SESSIONS = "accounts.tasks.delete_sessions_naming"
logger = logging.getLogger(__name__)


class AccountsToSettle(Exception):
    """Reports that accounts would have no owner any more; `accounts` lists them."""

    def __init__(self, accounts: list[OwnedAccount]):
        super().__init__(", ".join(str(account.account_id) for account in accounts))
        self.accounts = accounts


class LastSuperuser(Exception):
    """Reports that nobody could administer the site any more."""


def user_delete(*, user: User, by: User | None = None) -> None:
    """Deletes a person; `by` is the member of staff who does it, None where it is the person.

    Raises AccountsToSettle and LastSuperuser. An account without data in which nobody else is goes
    with its only member.
    """
    _access_end(user, by)
    user_delete_finish(user_id=user.pk)


@transaction.atomic
def _access_end(user: User, by: User | None) -> None:
    """Ends memberships and sign-in. From here on a job finishes the deletion in any case."""
    locked = Account.objects.select_for_update(no_key=True, of=["self"]).order_by("pk")
    accounts = [account.pk for account in locked.filter(memberships__user=user)]
    if to_settle := list_accounts_to_settle(user):
        raise AccountsToSettle(to_settle)
    _keep_a_superuser(user)
    empty = list_accounts_without_data(user)
    Account.objects.filter(pk__in=empty).update(deletion_due_at=TransactionNow())
    for account_id in accounts:
        if account_id in empty:
            app.configure_task(DELETE_ACCOUNT).defer(account_id=str(account_id))
        else:
            _record(account_id, by)
    Membership.objects.filter(user=user).delete()
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    stored = User.objects.get(pk=user.pk)
    stored.is_active = False
    stored.set_unusable_password()
    stored.save(update_fields=["is_active", "password"])
    app.configure_task(DELETE_USER).defer(user_id=user.pk)
    logger.info("user %s: deletion by %s", user.pk, by.pk if by else "the user")


def _keep_a_superuser(user: User) -> None:
    """Locks the superusers, so that of two who are deleted at once the second stays."""
    superusers = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")
    locked = list(superusers.select_for_update(no_key=True).values_list("pk", flat=True))
    if locked == [user.pk]:
        raise LastSuperuser


def _record(account_id: UUID, by: User | None) -> None:
    actor_type = ActorType.SUPPORT if by else ActorType.MEMBER
    activity_record(account_id=account_id, kind="person_deleted", by=by, actor_type=actor_type)


def user_delete_finish(*, user_id: int) -> None:
    """Deletes a person whose memberships have ended: safe to repeat, and at the same time.

    First what they did loses its name, in batches; then they go, with all that is theirs alone.
    """
    references_clear(user_id=user_id)
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=user_id).first()
        if user is None:
            return
        traces = _traces_of(user)
        traces_delete(traces=traces)
        named = sorted(traces.addresses | traces.unconfirmed)
        marks: list[Any] = [session_mark(address) for address in named]
        app.configure_task(DELETE_SESSIONS).defer(user_id=user_id, marks=marks)
        user.delete()


def _traces_of(user: User) -> Traces:
    """Returns by what the person is named. An address that somebody else confirmed is theirs."""
    rows = EmailAddress.objects.filter(user=user)
    confirmed = set(rows.filter(verified=True).values_list("email", flat=True))
    entered = {user.email, *rows.values_list("email", flat=True)} - confirmed
    theirs = EmailAddress.objects.exclude(user=user).filter(email__in=entered, verified=True)
    return Traces(
        user_id=user.pk,
        addresses=frozenset(confirmed),
        unconfirmed=frozenset(entered - set(theirs.values_list("email", flat=True))),
    )
