"""Keeps what a signed-out browser sends, and shows it in the form afterwards (decision 0007)."""

from typing import cast
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from web.kept_submissions import (
    browser_token,
    forget_submission,
    keep_submission,
    kept_submission,
    set_cookies,
    where_to_see,
)
from web.middleware import GetResponse
from web.models import KeptSubmission
from web.refilled_forms import refill
from web.request_data import HtmxRequest, request_post
from web.submission_store import form_key, submissions_of, to_fields

SIGN_IN = ("account_login", "admin:login", "mfa_reauthenticate", "mfa_activate_totp")
NO_PAGE = (403, 404, 405)
REDIRECTS = (301, 302, 303)


class KeepSubmissions:
    """Keeps the fields of a form that was answered by the way to sign-in.

    What the form stores the next time takes their place; until then its page shows them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_post = request.method == "POST"  # a button for the language makes it GET on its way
        response = self.get_response(request)
        if is_post:
            response = _after_post(request, response)
        elif request.method == "GET" and response.status_code in NO_PAGE:
            response = _without_page(request, response)
        elif request.method == "GET" and _leads_to_sign_in(request, response):
            kept = kept_submission(request)
            if kept is not None:  # a guest's page that is gone, which a script had sent
                messages.warning(request, _said_at_sign_in(kept))
        set_cookies(request, response)
        return response

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        kept = kept_submission(request)
        if kept is None or response.status_code in NO_PAGE:
            return response
        is_shown = getattr(request, "kept_is_shown", False) or refill(
            response.context_data or {}, to_fields(kept)
        )
        if is_shown:
            text = _(
                "Your entries have not been saved yet. They are in the form: check them and "
                "send it again."
            )
            messages.warning(request, text)
        else:
            messages.warning(request, where_to_see())
        return response


def _after_post(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if _leads_to_sign_in(request, response):
        is_page = response.status_code != 401
        kept = keep_submission(request)
        if cast(HtmxRequest, request).htmx:  # a redirect would replace a part of the open page
            return HttpResponse(status=401)
        if is_page and request_post(request):
            messages.warning(request, _said_at_sign_in(kept))
    elif response.status_code in REDIRECTS and not getattr(request, "kept_token", ""):
        # A page in answer stores nothing: it shows errors, another language, or what was computed.
        forget_submission(request)
    return response


def _leads_to_sign_in(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tells whether a POST was refused because nobody, or nobody safe enough, is signed in.

    A form of sign-in itself may lead on to another one; allauth keeps what it needs.
    """
    if response.status_code == 401:
        return True
    if response.status_code not in REDIRECTS:
        return False
    match = request.resolver_match
    if match is None or (
        (match.view_name or "").startswith(("account_", "mfa_")) and request.user.is_authenticated
    ):
        return False
    address = urlsplit(response["Location"])
    if address.path == reverse("mfa_activate_totp"):
        return True
    return "next" in parse_qs(address.query) and address.path in map(reverse, SIGN_IN)


def _said_at_sign_in(kept: KeptSubmission | None) -> str:
    if kept is None:
        return _(
            "Your entries have not been saved, and they are too large to bring back. Go "
            "back in your browser, copy them, and sign in."
        )
    if not kept.user_key:  # a guest's: there may be nobody to sign in as
        return where_to_see()
    return _(
        "You were signed out before we could save. Sign in within an hour and your "
        "entries will be in the form again."
    )


def _without_page(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Leads from an address that shows no form to where the kept fields can be read."""
    kept = kept_submission(request)
    if kept is None or (response.status_code != 405 and not request.user.is_authenticated):
        return response
    is_other_page = kept.page and form_key(kept.page) != form_key(kept.address)
    if response.status_code == 405 and is_other_page:
        messages.warning(request, where_to_see())
        return redirect(kept.page)
    return redirect("web:kept")


@receiver(user_logged_in)
def name_what_is_kept(sender: object, request: HttpRequest, user: object, **kwargs: object) -> None:
    """Tells somebody who signs in of what is kept for them, unless they go on to it."""
    token = browser_token(request)
    key = str(getattr(user, "pk", ""))
    following = request_post(request).get("next", "") or request.GET.get("next", "")
    for kept in submissions_of(token, key)[:1] if token else []:
        if kept.address != following:
            messages.warning(request, where_to_see())
