"""Names the jobs of exports and deletions, and registers how long other data is kept."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from procrastinate import JobContext
from procrastinate.contrib.django import app

from accounts.exports.archive import write_archive
from accounts.models.export import EXPORT_KEPT_FOR
from accounts.services.account_erasure import account_erase, due_accounts_defer
from accounts.services.activity import (
    ADDRESS_KEPT_FOR,
    old_activities_delete,
    old_addresses_shorten,
)
from accounts.services.activity import KEPT_FOR as ACTIVITY_KEPT_FOR
from accounts.services.exports import (
    account_export_fail,
    account_export_prepare,
    expired_exports_delete,
)
from accounts.services.invitations import KEPT_FOR, old_invitations_delete
from accounts.services.sessions import ended_sessions_delete
from accounts.services.traces import sessions_naming_delete
from accounts.services.user_deletion import user_delete_finish
from jobs.tasks import Backoff
from web.retention import RetentionRule, register_retention

EXPORT_BACKOFF = Backoff(most_attempts=8)  # 1 + 2 + 4 … 60 minutes: two hours

register_retention(
    RetentionRule(
        key="invitations",
        label=_("Invitations, accepted or not"),
        kept_for=KEPT_FOR,
        counted_from=_("after they expired"),
        delete=old_invitations_delete,
    )
)
register_retention(
    RetentionRule(
        key="devices",
        label=_("Devices on which somebody was signed in, with their IP address"),
        kept_for=timedelta(0),
        counted_from=_("when the session has ended"),
        delete=ended_sessions_delete,
    )
)
register_retention(
    RetentionRule(
        key="activity_addresses",
        label=_("IP addresses in a company’s activity; their network remains"),
        kept_for=ADDRESS_KEPT_FOR,
        counted_from=_("after the activity"),
        delete=old_addresses_shorten,
    )
)
register_retention(
    RetentionRule(
        key="activities",
        label=_("Entries of a company’s activity"),
        kept_for=ACTIVITY_KEPT_FOR,
        counted_from=_("after the activity"),
        delete=old_activities_delete,
    )
)
register_retention(
    RetentionRule(
        key="exports",
        label=_("Data exports with their files"),
        kept_for=EXPORT_KEPT_FOR,
        counted_from=_("after they were ready or failed"),
        delete=expired_exports_delete,
        is_hourly=True,
    )
)


@app.task(retry=Backoff())
def delete_account(*, account_id: str) -> None:
    account_erase(account_id=UUID(account_id))


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="delete_due_accounts")
def delete_due_accounts(timestamp: int) -> None:
    """Catches up on accounts whose own job was lost, or has failed for good."""
    due_accounts_defer()


@app.task(retry=Backoff())
def delete_user(*, user_id: int) -> None:
    """Finishes the deletion of a person, where a process was killed on the way."""
    user_delete_finish(user_id=user_id)


@app.task(retry=Backoff())
def delete_sessions_naming(*, user_id: int, marks: list[str]) -> None:
    sessions_naming_delete(user_id=user_id, marks=frozenset(marks))


@app.task(retry=EXPORT_BACKOFF, pass_context=True)
def prepare_account_export(context: JobContext, *, export_id: str) -> None:
    """Prepares an export; after the last attempt it has failed, also where workers were killed."""
    key, attempts = UUID(export_id), context.job.attempts
    if attempts >= EXPORT_BACKOFF.most_attempts:
        account_export_fail(export_id=key)
        return
    try:
        account_export_prepare(export_id=key, write=write_archive)
    except Exception as error:
        if EXPORT_BACKOFF.get_retry_decision(exception=error, job=context.job) is None:
            account_export_fail(export_id=key)
        raise
