"""Pages for what went wrong, in the reader's language. Those for a failing server ask nothing of the database."""

import logging
import sys
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from web.request_data import request_post

RETRY_SECONDS = 15
NEVER_SENT_BACK = ("password", "csrfmiddlewaretoken", "code")
logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", {"bare": True}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The exception's message, where a view wrote one for the reader, says whom to ask."""
    message = str(exception) if exception.args else ""
    return render(request, "errors/403.html", {"message": message}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    context = {"bare": True, "back": _page_before(request)}
    return render(request, "errors/csrf.html", context, status=403)


def _page_before(request: HttpRequest) -> str:
    """The page whose form was sent, which the form's own address need not be; the first page where it is not told."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return reverse("home")
    path = urlsplit(referer)._replace(scheme="", netloc="", fragment="").geturl()
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ours else reverse("home")


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    response = render(request, "errors/405.html", status=405)
    response["Allow"] = allowed
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that is away is no fault of the page: say so, say when to try again, keep the fields."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    return render(request, "errors/500.html", {"bare": True}, status=500)


def database_away(request: HttpRequest) -> HttpResponse:
    logger.error("The database does not answer", exc_info=True)
    fields = [
        (name, value)
        for name, values in request_post(request).lists()
        for value in values
        if not name.startswith(NEVER_SENT_BACK)
    ]
    context = {"bare": True, "fields": fields, "seconds": RETRY_SECONDS}
    response = render(request, "errors/503.html", context, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
