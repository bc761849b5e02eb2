"""Refuses requests before a view meets them: what the server cannot read, and what is too large."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from web.views.errors import refused, too_large

REFUSED_WITH = "site.refused_with"
"""The entry of the environment in which the server says why it refused a request.

No header can set it: those begin with HTTP_.
"""

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class RefusedByServer:
    """Renders the page for a request that the server in front could not read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        status = request.META.get(REFUSED_WITH)
        return refused(request, int(status)) if status else self.get_response(request)


def accepts_files(size: int) -> Callable[[View], View]:
    """Marks a view whose form holds a file of up to `size` bytes.

    Twice the size is read, so that the form itself can refuse a file that is somewhat too large.
    """

    def mark(view: View) -> View:
        view.file_size = size  # type: ignore[attr-defined]  # a mark as Django's csrf_exempt
        return view

    return mark


class LimitBodySize:
    """Refuses a body that no page of the site sends, by its announced length, and reads none of it.

    Django refuses a form without files that is too long, but reads one with files to its end, into
    the disk. A body without a length is none to Django, so that it needs no limit.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = content_length(request)
        if length > get_body_limit(request, length):
            request.POST = QueryDict()  # so that nothing reads the body after this
            return too_large(request)
        return self.get_response(request)


def content_length(request: HttpRequest) -> int:
    """Returns the announced length of the body in bytes; 0 where there is none."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def get_body_limit(request: HttpRequest, length: int) -> int:
    """Returns the most bytes of a body at this address; the view is looked up for a long one."""
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if length <= limit:
        return limit
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return limit
    return limit + 2 * getattr(view, "file_size", 0)
