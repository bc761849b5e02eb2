"""Provides email backends that behave like a mail server in trouble; for workers in tests."""

import os
import time
from pathlib import Path

from django.core.mail.backends.base import BaseEmailBackend


class NoteBackend(BaseEmailBackend):
    """Writes the subject of what it takes into the file EMAILS_TAKEN, a line each."""

    def send_messages(self, email_messages) -> int:
        with Path(os.environ["EMAILS_TAKEN"]).open("a") as file:
            for message in email_messages:
                file.write(f"{message.subject}\n")
        return len(email_messages)


class DownBackend(BaseEmailBackend):
    """Refuses the connection."""

    def send_messages(self, email_messages) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


class StuckBackend(BaseEmailBackend):
    """Says in the file EMAILS_TAKEN that it was asked, and never answers."""

    def send_messages(self, email_messages) -> int:
        Path(os.environ["EMAILS_TAKEN"]).write_text("asked\n")
        time.sleep(60)
        return 0
