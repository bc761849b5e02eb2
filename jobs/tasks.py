"""Names the jobs that the worker runs for all apps; an app's own jobs are in its `tasks.py`."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from jobs.domain.retries import MOST_ATTEMPTS, FinalError, wait_after
from jobs.services import (
    KEPT_FOR,
    RUNS_KEPT_FOR,
    due_retention_defer,
    email_send,
    old_emails_delete,
    old_jobs_delete,
    old_runs_delete,
    retention_run,
)
from web.retention import RetentionRule, register_retention


class Backoff(BaseRetryStrategy):
    """Runs a job again after growing waits, unless its error is final."""

    def __init__(self, most_attempts: int = MOST_ATTEMPTS) -> None:
        self.most_attempts = most_attempts

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Returns when the job runs again; None where it has failed for good."""
        wait = wait_after(job.attempts + 1, self.most_attempts)  # this attempt is not counted yet
        if wait is None or isinstance(exception, FinalError):
            return None
        return RetryDecision(retry_at=timezone.now() + wait)


@app.task(retry=Backoff())
def send_email(*, email_id: int) -> None:
    email_send(email_id=email_id)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="restart_stalled_jobs", pass_context=True)
async def restart_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Runs the jobs again whose worker was killed: it gives no sign of life any more."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="delete_old_data", retry=Backoff())
def delete_old_data(timestamp: int) -> None:
    """Queues the rules that are due, each as a job: one that fails does not stop the others."""
    due_retention_defer()


@app.task(retry=Backoff())
def run_retention_rule(*, rule: str) -> None:
    retention_run(key=rule)


register_retention(
    RetentionRule(
        key="undelivered_emails",
        label=_("Emails that could not be delivered"),
        kept_for=KEPT_FOR,
        counted_from=_("after they were written"),
        delete=old_emails_delete,
    )
)
register_retention(
    RetentionRule(
        key="failed_jobs",
        label=_("Background jobs that failed"),
        kept_for=KEPT_FOR,
        counted_from=_("after the last attempt"),
        delete=old_jobs_delete,
    )
)
register_retention(
    RetentionRule(
        key="retention_runs",
        label=_("Records of these deletions, which are numbers only"),
        kept_for=RUNS_KEPT_FOR,
        counted_from=_("after the deletion"),
        delete=old_runs_delete,
    )
)
