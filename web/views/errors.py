"""Renders error pages in the reader's language; those of a failing server make no query."""

import logging
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import translation

from localization.available_languages import offered_codes, preferred_language
from web.form_origin import (
    OriginMismatch,
    get_origin_mismatch,
    has_own_token,
    is_from_own_page,
)
from web.kept_submissions import SECRET_NAMES, keep_submission, page_of_form
from web.models import KeptSubmission
from web.request_data import request_post
from web.submission_store import to_typed, typed_in

RETRY_SECONDS = 15
WAIT_MINUTES = 10
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
    context = {"message": message, "sent_fields": _sent_fields(request)}
    return render(request, "errors/403.html", context, status=403)


def _sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Lists what was typed into a form that nothing takes any more, to be copied.

    Only of a form of our own, which the check for CSRF, after an address is found, has told.
    """
    if request.method != "POST" or request.resolver_match is None:
        return []
    typed = typed_in(request_post(request))
    return [(name, value) for name, value in typed if not SECRET_NAMES.search(name)]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Keeps a form of our own page and shows it again; refuses one from elsewhere.

    A browser without any cookie could not be given it back: for it the page has the fields.
    Where the address of our page was not recognised, the form would be refused again.
    """
    if mismatch := get_origin_mismatch(request, reason):
        return _unknown_origin(request, mismatch)
    kept = keep_submission(request) if is_from_own_page(request) else None
    htmx = request.headers.get("HX-Request")
    if kept is not None and request.COOKIES and not htmx:
        return HttpResponseRedirect(_address_of_form(kept), status=303)
    fields = to_typed(kept) if kept is not None else []
    back = page_of_form(request) or reverse("home")
    context = {"bare": True, "back": back, "kept": kept, "fields": fields}
    return render(request, "errors/csrf.html", context, status=403)


def _unknown_origin(request: HttpRequest, mismatch: OriginMismatch) -> HttpResponse:
    """Renders the page that names both addresses, with what was typed into a form of our own."""
    is_own = is_from_own_page(request) or has_own_token(request)
    if is_own:
        logger.warning(
            "A form of this site was refused: the browser sent Origin %r, and the request arrived "
            "for %r. The proxy must pass on Host with its port, and X-Forwarded-Proto.",
            mismatch.sent,
            mismatch.arrived,
        )
    context = {
        "bare": True,
        "mismatch": mismatch,
        "is_own": is_own,
        "sent_fields": _sent_fields(request) if is_own else [],
        "back": page_of_form(request) or reverse("home"),
    }
    return render(request, "errors/csrf_origin.html", context, status=403)


def _address_of_form(kept: KeptSubmission) -> str:
    """Returns the address with the query of the form's page, which the form may leave out."""
    same_path = urlsplit(kept.page).path == urlsplit(kept.address).path
    return kept.page if same_path else kept.address


def method_not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    response = render(request, "errors/405.html", status=405)
    response["Allow"] = allowed
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {"sent_fields": _sent_fields(request)}
    return render(request, "errors/404.html", context, status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Renders the page for what was done too often from one browser or address."""
    response = render(request, "errors/429.html", {"minutes": WAIT_MINUTES}, status=429)
    response["Retry-After"] = str(WAIT_MINUTES * 60)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Renders the page for unexpected errors, or the one for a database that does not answer."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    context = {"bare": True, "sent_fields": _sent_fields(request)}
    return render(request, "errors/500.html", context, status=500)


def database_away(request: HttpRequest) -> HttpResponse:
    """Renders a page that repeats the submitted fields and says when to try again."""
    logger.error("The database does not answer", exc_info=True)
    fields = [
        (name, value)
        for name, values in request_post(request).lists()
        for value in values
        if not SECRET_NAMES.search(name)
    ]
    context = {"bare": True, "fields": fields, "seconds": RETRY_SECONDS}
    response = render(request, "errors/503.html", context, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
