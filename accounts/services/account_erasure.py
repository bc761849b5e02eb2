"""Deletes the accounts that are due, in steps that are safe to repeat and block nobody else.

A worker may be killed at any point and two may run at once: each step looks at what is left.
"""

import logging
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from accounts.models import Account, Membership
from accounts.registry import AccountData, list_account_data
from accounts.services.account_deletion import DELETE_ACCOUNT
from accounts.services.exports import account_export_files_delete
from jobs.models import OutgoingEmail
from web.models import KeptSubmission

BATCH = 100
"""Rows deleted in one transaction, with those that belong to them: an assessment has about 30."""
logger = logging.getLogger(__name__)


def account_erase(*, account_id: UUID) -> bool:
    """Deletes an account with everything it has; False where it is gone, or is not due.

    Who was a member keeps the sign-in. Of the assessments, counts without their owner stay.
    """
    if not _access_end(account_id):
        return False
    account_export_files_delete(account_id)
    count = 0
    for data in reversed(list_account_data()):
        if data.model is not Account and not data.is_part:
            while deleted := _batch_delete(data, account_id):
                count += deleted
    OutgoingEmail.objects.filter(account_id=account_id).delete()
    _account_delete(account_id)
    logger.info("account %s: deleted, with %s rows of its own", account_id, count)
    return True


def _due() -> QuerySet[Account]:
    """Returns the accounts that are due by the database's clock, which its guards go by too."""
    return Account.objects.filter(deletion_due_at__lte=TransactionNow())


@transaction.atomic
def _access_end(account_id: UUID) -> bool:
    """Ends memberships, invitations and links at once: nobody sees half of an account."""
    if _due().select_for_update().filter(pk=account_id).first() is None:
        return False
    members = list(Membership.objects.filter(account=account_id).values_list("user_id", flat=True))
    for data in reversed(list_account_data()):
        if data.gives_access:
            data.rows_of(account_id).delete()
    _submissions_delete(members)
    return True


def _submissions_delete(user_ids: list[int]) -> None:
    """Deletes what these users sent and could not save, except those who have another company."""
    others = set(Membership.objects.filter(user__in=user_ids).values_list("user_id", flat=True))
    keys = [str(user_id) for user_id in user_ids if user_id not in others]
    KeptSubmission.objects.filter(user_key__in=keys).delete()


@transaction.atomic
def _batch_delete(data: AccountData, account_id: UUID) -> int:
    """Deletes the next rows of a model with what belongs to them; returns how many there were.

    They are locked first. So whatever is still being written to one of them comes before or is
    refused, and another worker takes the rows after these.
    """
    keys = list(data.rows_of(account_id).select_for_update().values_list("pk", flat=True)[:BATCH])
    rows = data.model._base_manager.filter(pk__in=keys)
    if data.before_delete is not None:
        data.before_delete(rows)
    rows.delete()
    return len(keys)


@transaction.atomic
def _account_delete(account_id: UUID) -> None:
    """Deletes the account's row, with what was written to it since the batches."""
    account = _due().select_for_update().filter(pk=account_id).first()
    if account is None:
        return
    for data in list_account_data():
        if data.before_delete is not None:
            data.before_delete(data.rows_of(account_id))
    of_accounts = ContentType.objects.get_for_model(Account)
    LogEntry.objects.filter(content_type=of_accounts, object_id=str(account_id)).update(
        object_repr=str(account_id), change_message=""
    )
    account.delete()


def due_accounts_defer() -> int:
    """Defers a job for each account that is due and still there; returns how many."""
    due = list(_due().values_list("pk", flat=True))
    for account_id in due:
        job = app.configure_task(DELETE_ACCOUNT, queueing_lock=f"{DELETE_ACCOUNT} {account_id}")
        try:
            with transaction.atomic():
                job.defer(account_id=str(account_id))
        except AlreadyEnqueued:
            continue
    return len(due)
