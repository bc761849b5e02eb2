"""What must hold before any page of the admin is made."""

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
OPEN_PAGES = ("login", "logout")
"""The door itself, and the way out."""


def is_admin_request(request: HttpRequest) -> bool:
    """By its address: pages of staff that are mounted beside the admin's own belong to it."""
    return request.path.startswith(reverse("admin:index"))


class RequireStaffTwoFactor:
    """Nothing of the admin is for staff who have no second factor, or have not shown it in this session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        if not settings.STAFF_TWO_FACTOR or not is_admin_request(request):
            return None
        user = request.user
        if request.resolver_match.url_name in OPEN_PAGES or not (user.is_active and user.is_staff):
            return None
        if not is_mfa_enabled(user, SECOND_FACTORS):
            messages.warning(
                request,
                _(
                    "Staff need two-factor authentication. Set up an authenticator app, then open the admin again."
                ),
            )
            return redirect("mfa_activate_totp")
        if not _has_shown_it(request):
            back = request.get_full_path() if request.method == "GET" else reverse("admin:index")
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}")
        return None


def _has_shown_it(request: HttpRequest) -> bool:
    """Signing in asks for it; a session from before it was set up has not been asked."""
    return any(
        record.get("method") == "mfa"
        for record in get_authentication_records(request, request.user)
    )


class RejectNulCharacters:
    """The database refuses a NUL character, which no search of the admin needs: the request is at fault, not we."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        given = [
            *kwargs.values(),
            *(value for _, values in request.GET.lists() for value in values),
        ]
        if is_admin_request(request) and any("\0" in str(value) for value in given):
            raise BadRequest(_("This address holds a character that no text has."))
