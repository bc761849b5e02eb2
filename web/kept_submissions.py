"""Keeps what arrives by a form and cannot be stored, and gives it back to the browser's form.

See docs/decisions/0007-keeping-what-arrives-signed-out.md.
"""

import re
import secrets
from typing import cast
from urllib.parse import urlsplit

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from web.models import KEPT_FOR, KeptSubmission
from web.request_data import form_asks_language, request_post
from web.submission_store import (
    get_submission,
    has_kept,
    submission_delete,
    submission_keep,
    submissions_of,
    to_fields,
)

COOKIE, USER_COOKIE = "kept", "last_user"
SECRET_NAMES = re.compile("password|secret|^code$|^csrfmiddlewaretoken$", re.IGNORECASE)
NOT_TYPED = {"language", "appearance"}


class KeptRequest(HttpRequest):
    """Declares what is known of a request once somebody has asked."""

    kept: KeptSubmission | None
    kept_token: str
    kept_is_shown: bool
    has_new_guest: bool


def form_address(request: HttpRequest) -> str:
    """Returns path and query below the path of the site."""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.path_info}?{query}" if query else request.path_info


def browser_token(request: HttpRequest) -> str:
    """Returns the token of the browser's cookie; empty where nothing is kept."""
    token = getattr(request, "kept_token", "") or request.COOKIES.get(COOKIE, "")
    return token if re.fullmatch(r"[\w-]{43}", token) else ""


def user_key(request: HttpRequest) -> str:
    """Returns the key of the user who is signed in; empty for nobody."""
    return str(request.user.pk) if request.user.is_authenticated else ""


def keep_submission(request: HttpRequest) -> KeptSubmission | None:
    """Keeps the request's fields; None where it is too much, or from too many browsers at once."""
    token = browser_token(request) or secrets.token_urlsafe(32)
    address = form_address(request)
    not_typed = NOT_TYPED - {"language"} if form_asks_language(request) else NOT_TYPED
    is_known = bool(browser_token(request)) and has_kept(token, address)
    if not is_known and not consume(request, action="keep"):
        return None
    kept = submission_keep(
        token=token,
        user_key=user_key(request) or _last_user(request),
        address=request.get_full_path(),
        form_address=address,
        page=page_of_form(request),
        fields={
            name: [str(value) for value in values]
            for name, values in request_post(request).lists()
            if not SECRET_NAMES.search(name) and name not in not_typed
        },
    )
    if kept is not None:
        cast(KeptRequest, request).kept_token = token
    return kept


def forget_submission(request: HttpRequest) -> None:
    """Deletes what the form had sent before: it is stored now."""
    if token := browser_token(request):
        submission_delete(
            token=token, user_key=user_key(request), form_address=form_address(request)
        )


def kept_submission(request: HttpRequest) -> KeptSubmission | None:
    """Returns what the form at the request's address sent from this browser and is not stored."""
    kept_request = cast(KeptRequest, request)
    if not hasattr(request, "kept"):
        token = browser_token(request)
        is_read = request.method == "GET" and not request_post(request)
        kept_request.kept = (
            get_submission(token, user_key(request), form_address(request))
            if token and is_read
            else None
        )
    return kept_request.kept


def kept_fields(request: HttpRequest) -> QueryDict | None:
    """Returns these fields for a view that shows them itself, in a form with data; else None."""
    kept = kept_submission(request)
    if kept is None:
        return None
    cast(KeptRequest, request).kept_is_shown = True
    return to_fields(kept)


def kept_submissions(request: HttpRequest) -> list[KeptSubmission]:
    """Lists all that this browser sent and its present user may see."""
    token = browser_token(request)
    return submissions_of(token, user_key(request)) if token else []


def where_to_see() -> str:
    """Returns a sentence with a link to the page that shows what was sent."""
    text = _("Your entries have not been saved yet.")
    return format_html('{} <a href="{}">{}</a>', text, reverse("web:kept"), _("View your entries"))


def set_cookies(request: HttpRequest, response: HttpResponseBase) -> None:
    """Gives the browser its token, and remembers who signed in with it last."""
    if token := getattr(request, "kept_token", ""):
        seconds = int(KEPT_FOR.total_seconds())
        response.set_cookie(
            COOKIE,
            token,
            max_age=seconds,
            path=settings.SESSION_COOKIE_PATH,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    if getattr(request, "has_new_guest", False) and request.COOKIES.get(USER_COOKIE):
        response.delete_cookie(USER_COOKIE, path=settings.SESSION_COOKIE_PATH, samesite="Lax")
    user = request.session.get(SESSION_KEY, "") if request.session.accessed else ""
    if user and user != _last_user(request):
        response.set_signed_cookie(
            USER_COOKIE,
            user,
            max_age=settings.SESSION_COOKIE_AGE,
            path=settings.SESSION_COOKIE_PATH,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )


def forget_last_user(request: HttpRequest) -> None:
    """Forgets who was signed in before a guest, to whom belongs what this browser sends now."""
    if not request.user.is_authenticated:
        cast(KeptRequest, request).has_new_guest = True


def _last_user(request: HttpRequest) -> str:
    return str(request.get_signed_cookie(USER_COOKIE, default=""))


def page_of_form(request: HttpRequest) -> str:
    """Returns the path of our page that the form was sent from; empty where it is not known."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return ""
    path = urlsplit(referer)._replace(scheme="", netloc="", fragment="").geturl()
    ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if ours else ""
