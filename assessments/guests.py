"""The browser session that begins an assessment before sign-up is known by a random key within it."""

import uuid

from django.http import HttpRequest

SESSION_KEY = "guest"


def guest_key(request: HttpRequest) -> uuid.UUID | None:
    value = request.session.get(SESSION_KEY)
    return uuid.UUID(value) if value else None


def guest_key_made(request: HttpRequest) -> uuid.UUID:
    """The session's key; a new one where it has none."""
    key = guest_key(request) or uuid.uuid4()
    request.session[SESSION_KEY] = str(key)
    return key
