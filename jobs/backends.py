"""Lets Django's functions for email put it into the queue."""

from collections.abc import Sequence
from uuid import UUID

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from jobs.services import email_enqueue


class AccountEmail(EmailMultiAlternatives):
    """Knows which account it is about; the queue deletes it with the account."""

    account_id: UUID | None = None


class QueueBackend(BaseEmailBackend):
    """Stores emails in the database; the worker sends them by EMAIL_DELIVERY_BACKEND.

    A mail server that is down or slow delays no page, and loses no email.
    """

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            email_enqueue(message=message)
        return len(email_messages)
