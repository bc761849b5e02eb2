"""Requests and undoes the deletion of an account as pages do, and lets its time pass."""

from datetime import timedelta

from allauth.core import context
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import Account, User
from accounts.services.account_deletion import account_deletion_request, account_deletion_undo


def request_deletion(account: Account, by: User | None = None) -> None:
    with context.request_context(RequestFactory().get("/")):
        account_deletion_request(account_id=account.pk, by=by or account.users.first())


def undo_deletion(account: Account, by: User) -> bool:
    with context.request_context(RequestFactory().get("/")):
        return account_deletion_undo(account_id=account.pk, by=by)


def make_due(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(deletion_due_at=timezone.now() - timedelta(days=1))
