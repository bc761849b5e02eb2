"""Renders error pages in the reader's language; those of a failing server make no query."""

import logging
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from localization.available_languages import offered_codes, preferred_language
from web.request_data import request_post

RETRY_SECONDS = 15
WAIT_MINUTES = 10
SECRET_FIELDS = ("password", "csrfmiddlewaretoken", "code")
logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Renders the page; also for a host that is not ours, before the language is known."""
    if hasattr(request, "LANGUAGE_CODE"):
        return render(request, "errors/400.html", {"bare": True}, status=400)
    with translation.override(_language_of(request)):
        return render(request, "errors/400.html", {"bare": True}, status=400)


def _language_of(request: HttpRequest) -> str:
    """Returns the language of the address, else that of the browser."""
    return translation.get_language_from_path(request.path_info) or preferred_language(request)


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """Renders the page for a request that the server could not read.

    Where it could not read the browser's languages either, the page says it in each of ours.
    """
    unknown = "Accept-Language" not in request.headers
    codes = [code for code in offered_codes() if unknown and code != translation.get_language()]
    context = {"bare": True, "status": status, "other_languages": codes}
    template = f"errors/{status}.html" if status in (404, 500) else "errors/refused.html"
    return render(request, template, context, status=status)


def too_large(request: HttpRequest) -> HttpResponse:
    """Renders the page for a body of a size that no page of the site sends."""
    limit = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return render(request, "errors/413.html", {"bare": True, "limit": limit}, status=413)


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


def too_many(request: HttpRequest) -> HttpResponse:
    """Renders the page for what was done too often from one browser or address."""
    response = render(request, "errors/429.html", {"minutes": WAIT_MINUTES}, status=429)
    response["Retry-After"] = str(WAIT_MINUTES * 60)
    return response


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
