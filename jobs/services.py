"""Sends queued emails, runs failed jobs again, and deletes what is older than its rule says."""

import contextlib
import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from email.utils import formatdate
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.message import make_msgid
from django.core.mail.utils import DNS_NAME
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent
from procrastinate.exceptions import AlreadyEnqueued

from jobs.domain.retries import FinalError
from jobs.models import Job, OutgoingEmail, RetentionRun
from jobs.selectors import list_rule_states
from web.retention import delete_in_batches, get_retention_rule

KEPT_FOR = timedelta(days=30)
"""How long a failed job, such as an email, is kept, so that staff can run it again."""
RUNS_KEPT_FOR = timedelta(days=365)
FAILED = "failed"
ENDED = (FAILED, "succeeded", "cancelled", "aborted")
logger = logging.getLogger(__name__)


class EmailNotSent(Exception):
    """Reports that the mail server did not take an email now."""


class EmailRefused(FinalError):
    """Reports that the mail server will never take an email: the address does not exist."""


@transaction.atomic
def email_enqueue(*, message: EmailMessage) -> OutgoingEmail:
    """Stores an email and its job in the transaction of the caller.

    Its Message-ID and date are those of now, so that a second copy, which a crash between the mail
    server's answer and ours can cause, is recognised as the same email. Raises ValueError for an
    attachment: emails have links.
    """
    if message.attachments or message.cc or message.bcc:
        raise ValueError("queued emails have no attachments and no copies")
    headers = {"Message-ID": make_msgid(domain=DNS_NAME), "Date": formatdate()}
    email = OutgoingEmail.objects.create(
        sender=message.from_email,
        recipients=message.to,
        subject=str(message.subject),
        text=str(message.body),
        html=_html_of(message),
        headers=headers | {name: str(value) for name, value in message.extra_headers.items()},
        account_id=getattr(message, "account_id", None),
    )
    app.configure_task("jobs.tasks.send_email").defer(email_id=email.pk)
    return email


def _html_of(message: EmailMessage) -> str:
    for content, kind in getattr(message, "alternatives", ()):
        if kind == "text/html":
            return str(content)
    return ""


def email_send(*, email_id: int) -> None:
    """Hands an email to the mail server and deletes it; does nothing for one that is gone.

    The row is locked meanwhile, so two workers send it once. Raises EmailRefused or EmailNotSent,
    which do not repeat what the mail server said.
    """
    try:
        with transaction.atomic():
            email = OutgoingEmail.objects.select_for_update().filter(pk=email_id).first()
            if email is None:
                return
            _to_message(email).send()
            email.delete()
    except (SMTPException, OSError) as error:
        reason = _describe(error)
        OutgoingEmail.objects.filter(pk=email_id).update(last_error=reason)
        raise (EmailRefused if _is_final(error) else EmailNotSent)(reason) from None


def _to_message(email: OutgoingEmail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        email.subject,
        email.text,
        email.sender,
        email.recipients,
        headers=email.headers,
        connection=get_connection(settings.EMAIL_DELIVERY_BACKEND),
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    return message


def _codes(error: Exception) -> list[int]:
    """Returns the codes of the mail server's answers: 5xx are final, 4xx are not."""
    if isinstance(error, SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []


def _is_final(error: Exception) -> bool:
    codes = _codes(error)
    # A wrong password of ours is mended in the settings.
    is_ours = isinstance(error, SMTPAuthenticationError)
    return bool(codes) and min(codes) >= 500 and not is_ours


def _describe(error: Exception) -> str:
    return " ".join([type(error).__name__, *map(str, _codes(error))])


def jobs_retry(*, jobs: QuerySet[Job]) -> int:
    """Runs the failed ones of these jobs again, soon; returns how many."""
    failed = list(jobs.filter(status=FAILED))
    for job in failed:
        app.job_manager.retry_job_by_id(
            job.pk, timezone.now(), job.priority, job.queue_name, job.lock
        )
    return len(failed)


def emails_naming_delete(
    *,
    addresses: Iterable[str],
    to_only: Iterable[str],
    is_named: Callable[[str], object],
) -> int:
    """Deletes waiting emails to these addresses and those in which one is named; returns how many.

    `is_named` looks into a text. Of emails to the addresses of `to_only` those about an account
    stay, and those that merely name one.
    """
    waiting = OutgoingEmail.objects.all()
    keys = set(
        waiting.filter(recipients__overlap=list(to_only), account_id=None).values_list(
            "pk", flat=True
        )
    )
    for address in addresses:
        keys |= set(waiting.filter(recipients__contains=[address]).values_list("pk", flat=True))
        # Both parts of an email say the same, and its subject names nobody who is not in them.
        rows = waiting.filter(text__contains=address).values_list("pk", "text")
        keys |= {key for key, text in rows if is_named(text)}
    count, _by_model = OutgoingEmail.objects.filter(pk__in=keys).delete()
    return count


def old_emails_delete() -> int:
    """Deletes emails that could not be sent within `KEPT_FOR`; returns how many."""
    return delete_in_batches(OutgoingEmail.objects.filter(created_at__lt=timezone.now() - KEPT_FOR))


def old_jobs_delete() -> int:
    """Deletes jobs that ended more than `KEPT_FOR` ago without success; returns how many."""
    since = timezone.now() - KEPT_FOR
    later = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), at__gte=since)
    return delete_in_batches(Job.objects.filter(~Exists(later), status__in=ENDED))


def old_runs_delete() -> int:
    """Deletes what is recorded of deletions more than `RUNS_KEPT_FOR` ago; returns how many."""
    old = timezone.now() - RUNS_KEPT_FOR
    return delete_in_batches(RetentionRun.objects.filter(finished_at__lt=old))


def retention_run(*, key: str) -> int:
    """Deletes what a rule lets go of, and records how many rows. Raises KeyError for no rule.

    Two runs at once share the rows between them.
    """
    count = get_retention_rule(key).delete()
    RetentionRun.objects.create(rule=key, finished_at=timezone.now(), count=count)
    logger.info("retention: %s: %s deleted", key, count)
    return count


def due_retention_defer() -> list[str]:
    """Queues a job for each rule that is due; returns their keys.

    Not for a rule whose job waits already, such as one that failed and is tried again.
    """
    due = [state.rule.key for state in list_rule_states() if state.is_due]
    for key in due:
        lock = f"retention {key}"
        task = app.configure_task("jobs.tasks.run_retention_rule", lock=lock, queueing_lock=lock)
        with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
            task.defer(rule=key)
    return due
