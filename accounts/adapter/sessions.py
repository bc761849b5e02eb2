import logging
from collections.abc import Sequence

from allauth.core import context
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession

logger = logging.getLogger("security")


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Logs that a user signs out the other devices."""

    def end_sessions(self, sessions: Sequence[UserSession]) -> None:
        logger.info("user %s ended %s other sessions", context.request.user.pk, len(sessions))
        super().end_sessions(sessions)
