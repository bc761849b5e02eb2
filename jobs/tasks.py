"""Names the jobs that the worker runs for all apps; an app's own jobs are in its `tasks.py`."""

from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from jobs.domain.retries import MOST_ATTEMPTS, FinalError, wait_after
from jobs.services import KEPT_FOR, email_send, old_emails_delete

HOURS = 60 * 60  # in seconds


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


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="delete_old_jobs", pass_context=True)
async def delete_old_jobs(context: JobContext, timestamp: int) -> None:
    """Deletes jobs that failed for good, after the time in which staff can run them again."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=int(KEPT_FOR.total_seconds() // HOURS),
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="delete_old_emails")
def delete_old_emails(timestamp: int) -> None:
    old_emails_delete()
