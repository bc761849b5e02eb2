"""Tests that every email is stored with what causes it, and sent once, whatever happens."""

from datetime import timedelta
from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from jobs.models import OutgoingEmail
from jobs.services import EmailNotSent, EmailRefused, email_enqueue, email_send, old_emails_delete

pytestmark = pytest.mark.django_db
QUEUE = "jobs.backends.QueueBackend"


def message(**fields) -> EmailMultiAlternatives:
    text = {"subject": "Über Größe", "body": "Text", "to": ["anna@example.com"]} | fields
    written = EmailMultiAlternatives(**text, headers={"List-Unsubscribe": "<https://example.com>"})
    written.attach_alternative("<p>Text</p>", "text/html")
    return written


@pytest.fixture
def failing(monkeypatch):
    """Makes the mail server answer with an error."""

    def fail_with(error: Exception) -> None:
        def send(self, messages):
            raise error

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)

    return fail_with


@override_settings(EMAIL_BACKEND=QUEUE)
def test_an_email_is_stored_and_not_sent():
    assert message().send() == 1
    assert mail.outbox == []
    (email,) = OutgoingEmail.objects.all()
    (job,) = ProcrastinateJob.objects.all()
    assert (job.task_name, job.args) == ("jobs.tasks.send_email", {"email_id": email.pk})


@override_settings(EMAIL_BACKEND=QUEUE)
def test_an_email_belongs_to_the_transaction_that_causes_it():
    with transaction.atomic():
        message().send()
        transaction.set_rollback(True)
    assert not OutgoingEmail.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_what_is_sent_is_what_was_written():
    email = email_enqueue(message=message())
    email_send(email_id=email.pk)
    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("Über Größe", "Text", ["anna@example.com"])
    assert sent.alternatives == [("<p>Text</p>", "text/html")]
    assert sent.extra_headers["List-Unsubscribe"] == "<https://example.com>"
    assert not OutgoingEmail.objects.exists()


def test_an_email_is_sent_once():
    email = email_enqueue(message=message())
    email_send(email_id=email.pk)
    email_send(email_id=email.pk)
    assert len(mail.outbox) == 1


def test_every_attempt_sends_the_same_email(failing, monkeypatch):
    email = email_enqueue(message=message())
    headers = email.headers
    with monkeypatch.context():
        failing(ConnectionRefusedError())
        with pytest.raises(EmailNotSent):
            email_send(email_id=email.pk)
    email.refresh_from_db()
    assert email.headers == headers
    assert headers["Message-ID"].startswith("<")
    assert headers["Date"]


REFUSED = {"anna@example.com": (550, b"anna@example.com does not exist")}


@pytest.mark.parametrize(
    ("error", "expected", "reason"),
    [
        (ConnectionRefusedError(111, "refused"), EmailNotSent, "ConnectionRefusedError"),
        (TimeoutError(), EmailNotSent, "TimeoutError"),
        (SMTPDataError(451, b"try again"), EmailNotSent, "SMTPDataError 451"),
        (SMTPDataError(554, b"spam"), EmailRefused, "SMTPDataError 554"),
        (SMTPRecipientsRefused(REFUSED), EmailRefused, "SMTPRecipientsRefused 550"),
        (SMTPAuthenticationError(535, b"password"), EmailNotSent, "SMTPAuthenticationError 535"),
    ],
)
def test_an_error_is_noted_without_what_the_server_said(failing, error, expected, reason):
    email = email_enqueue(message=message())
    failing(error)
    with pytest.raises(expected) as raised:
        email_send(email_id=email.pk)
    email.refresh_from_db()
    assert email.last_error == reason == str(raised.value)
    assert raised.value.__suppress_context__


def test_attachments_are_refused():
    with pytest.raises(ValueError, match="no attachments"):
        email_enqueue(message=message(attachments=[("a.txt", "text", "text/plain")]))


def test_an_email_that_nobody_took_is_deleted_after_thirty_days():
    old, new = email_enqueue(message=message()), email_enqueue(message=message())
    for email, days in ((old, 31), (new, 29)):
        created = timezone.now() - timedelta(days=days)
        OutgoingEmail.objects.filter(pk=email.pk).update(created_at=created)
    assert old_emails_delete() == 1
    assert OutgoingEmail.objects.get() == new
