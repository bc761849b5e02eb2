"""Stores sessions in the database, and ends those of signed-in users after a time without activity."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Differs from Django's in how long a signed-in session lasts that ends with the browser.

    Its cookie names no day, and Django would keep its row as long as a guest's.
    """

    def get_session_cookie_age(self) -> int:
        ends_with_browser = self.get("_session_expiry") == 0
        idle: timedelta = settings.SESSION_IDLE
        if ends_with_browser and SESSION_KEY in self:
            return int(idle.total_seconds())
        return super().get_session_cookie_age()
