"""Reads what a request carries."""

import re
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class HtmxRequest(HttpRequest):
    """Represents a request after django-htmx's middleware, as every view of the site gets it."""

    htmx: HtmxDetails


FETCHED_AHEAD = re.compile("prefetch|prerender|preview", re.IGNORECASE)
FETCHED_BY_PROGRAM = re.compile(
    r"(?<!cu)bot\b|crawler|spider|preview|externalhit|scanner|whatsapp|slack-|skype", re.IGNORECASE
)
"""Names that link scanners and previews give themselves; not the telephones of Cubot."""


def is_read_by_person(request: HttpRequest) -> bool:
    """Tells whether a person asked for the page, as far as the request says.

    Browsers mark what they fetch ahead, and honest programs say what they are.
    """
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return (
        request.method == "GET"
        and not any(FETCHED_AHEAD.search(purpose) for purpose in purposes)
        and not FETCHED_BY_PROGRAM.search(request.headers.get("User-Agent", ""))
    )


def request_post(request: HttpRequest) -> QueryDict:
    """Returns the submitted form; empty if unreadable, so that the error page can be rendered."""
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return QueryDict()


def asks_language(view: View) -> View:
    """Marks a view whose form has a field `language`, as the buttons of the language menu have."""
    view.asks_language = True  # type: ignore[attr-defined]  # a mark as Django's csrf_exempt
    return view


def form_asks_language(request: HttpRequest) -> bool:
    """Tells whether the form at the request's address has a field `language` of its own."""
    match = request.resolver_match
    return match is not None and getattr(match.func, "asks_language", False)
