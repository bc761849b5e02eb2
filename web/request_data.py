"""Reads what a request carries."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """Represents a request after django-htmx's middleware, as every view of the site gets it."""

    htmx: HtmxDetails


def request_post(request: HttpRequest) -> QueryDict:
    """Returns the submitted form; empty if unreadable, so that the error page can be rendered."""
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return QueryDict()
