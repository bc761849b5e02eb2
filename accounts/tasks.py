from uuid import UUID

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _
from procrastinate import JobContext
from procrastinate.contrib.django import app

from accounts.exports.archive import write_archive
from accounts.models.export import EXPORT_KEPT_FOR
from accounts.services.exports import (
    account_export_fail,
    account_export_prepare,
    expired_exports_delete,
)
from accounts.services.invitations import old_invitations_delete
from jobs.tasks import Backoff
from web.retention import RetentionRule, register_retention

EXPORT_BACKOFF = Backoff(most_attempts=8)  # 1 + 2 + 4 … 60 minutes: two hours


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="delete_old_invitations")
def delete_old_invitations(timestamp: int) -> None:
    old_invitations_delete()


@app.periodic(cron="47 2 * * *")
@app.task(queueing_lock="delete_ended_sessions")
def delete_ended_sessions(timestamp: int) -> None:
    call_command("delete_ended_sessions")


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
