"""Leaves a guest's assessments to the browser when a user signs out of it."""

import uuid
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from assessments.access import guest_key, guest_key_set


class _SignedOutRequest(HttpRequest):
    """Declares where `keep_guest_key` stores the key of the session that ends."""

    guest_key_to_keep: uuid.UUID | None


def keep_guest_key(request: HttpRequest) -> None:
    """Remembers the session's guest key until the session has ended."""
    cast(_SignedOutRequest, request).guest_key_to_keep = guest_key(request)


class KeepGuestKey:
    """Gives the new session the guest key of the one that signing out has emptied."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        key = getattr(request, "guest_key_to_keep", None)
        if key is not None and guest_key(request) is None:
            guest_key_set(request, key)
        return response
