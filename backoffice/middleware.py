"""Guards the admin: second factor, no NUL bytes."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponseBase]
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
OPEN_PAGES = ("login", "logout")
"""The pages that need no second factor, by the names of their URLs."""


def is_admin_request(request: HttpRequest) -> bool:
    """Tells by the path whether a request is for the admin or a page of staff below it."""
    return request.path.startswith(reverse("admin:index"))


class RequireStaffTwoFactor:
    """Requires a second factor in this session for every URL of the admin."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        if not settings.STAFF_TWO_FACTOR or not is_admin_request(request):
            return None
        user, match = request.user, request.resolver_match
        is_open = match is not None and match.url_name in OPEN_PAGES
        if is_open or not (user.is_active and user.is_staff):
            return None
        if not is_mfa_enabled(user, SECOND_FACTORS):
            messages.warning(
                request,
                _(
                    "Staff need two-factor authentication. Set up an authenticator app, then open the admin again."
                ),
            )
            return redirect("mfa_activate_totp")
        if not _has_used_second_factor(request):
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('mfa_reauthenticate')}?{query}")
        return None


def _has_used_second_factor(request: HttpRequest) -> bool:
    """Tells whether a second factor was used in this session.

    Signing in asks for it, unless the session is older than the second factor.
    """
    return any(
        record.get("method") == "mfa"
        for record in get_authentication_records(request, request.user)
    )


class RejectNulCharacters:
    """Answers 400 to a NUL byte in the address, which PostgreSQL rejects."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: Mapping[str, object]
    ) -> None:
        values = [
            *kwargs.values(),
            *(value for _, sent in request.GET.lists() for value in sent),
        ]
        if is_admin_request(request) and any("\0" in str(value) for value in values):
            raise BadRequest(_("This address contains a character that is not allowed."))
