"""Reads what a request carries."""

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django_htmx.middleware import HtmxDetails


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
