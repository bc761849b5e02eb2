from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """Represents a request that has passed django-htmx's middleware, as every request of the site has."""

    htmx: HtmxDetails


def request_post(request: HttpRequest) -> QueryDict:
    """The form that was sent; empty where it cannot be read, so that the page that says so can be made."""
    try:
        return request.POST
    except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return QueryDict()
