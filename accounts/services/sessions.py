"""Sets when a session ends, and deletes what is left of those that have ended."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from web.retention import delete_in_batches

SESSION_KEPT = "keep_signed_in"
"""The session's entry of who chose to stay signed in on this device."""
SESSION_SEEN = "seen_at"
"""The session's entry with the second when its time without activity last began anew."""


def ended_sessions_delete() -> int:
    """Deletes what the lists of devices say of sessions that have ended; returns their number."""
    running = Session.objects.filter(
        session_key=OuterRef("session_key"), expire_date__gt=timezone.now()
    )
    return delete_in_batches(UserSession.objects.filter(~Exists(running)))


def session_idle_time_set(*, session: SessionBase, user: User) -> None:
    """Ends a session after a time without activity from now on: staff's sooner than members'.

    It also ends with the browser, except staff's, which are short, and those that are kept.
    """
    if user.is_staff:
        session.set_expiry(int(settings.SESSION_IDLE_STAFF.total_seconds()))
    elif session.get(SESSION_KEPT):
        session.set_expiry(int(settings.SESSION_IDLE_KEPT.total_seconds()))
    else:
        session.set_expiry(0)
    session[SESSION_SEEN] = int(time.time())


def is_idle_time_due(session: SessionBase) -> bool:
    """Tells whether activity has to be noted again: not at every request, each note is a write."""
    seen_before = time.time() - session.get(SESSION_SEEN, 0)
    return seen_before >= settings.SESSION_SEEN_EVERY.total_seconds()
