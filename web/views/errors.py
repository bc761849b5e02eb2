"""Renders error pages in the reader's language; those of a failing server make no query."""

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
SECRET_FIELDS = ("password", "csrfmiddlewaretoken", "code")
logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", {"bare": True}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Renders the page with the exception's message, in which a view may say whom to ask."""
    message = str(exception) if exception.args else ""
    return render(request, "errors/403.html", {"message": message}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    context = {"bare": True, "back": _get_previous_page(request)}
    return render(request, "errors/csrf.html", context, status=403)


def _get_previous_page(request: HttpRequest) -> str:
    """Returns the path of the page with the form, from the Referer header; else the home page.

    The URL that the form is sent to may be another one than that of its page.
    """
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
    """Renders the page for unexpected errors, or the one for a database that does not answer."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    return render(request, "errors/500.html", {"bare": True}, status=500)


def database_away(request: HttpRequest) -> HttpResponse:
    """Renders a page that repeats the submitted fields and says when to try again."""
    logger.error("The database does not answer", exc_info=True)
    fields = [
        (name, value)
        for name, values in request_post(request).lists()
        for value in values
        if not name.startswith(SECRET_FIELDS)
    ]
    context = {"bare": True, "fields": fields, "seconds": RETRY_SECONDS}
    response = render(request, "errors/503.html", context, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
