"""Admits readers to assessments, or refuses them.

Signed in, another account's assessment is not found. Signed out, every assessment that is not of
this browser session leads to sign-in, whether it exists or not. A role that may not edit is told
whom to ask.
"""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts.access import AuthenticatedRequest, refuse_role, show_account
from assessments.models import Assessment
from assessments.selectors.assessment import AssessmentAccess, Reader, get_assessment_access
from localization.languages import current_language
from localization.regions import zone
from web.kept_submissions import forget_last_user
from web.request_data import HtmxRequest

AssessmentView = Callable[Concatenate[HtmxRequest, AssessmentAccess, ...], HttpResponseBase]

GUEST_SESSION_KEY = "guest"
"""The session's entry with the random key of the assessments that it began before sign-up."""
DECLINED_SESSION_KEY = "claim_declined"
"""The session's entry that says that its user does not want the guest's assessments."""


def guest_key(request: HttpRequest) -> uuid.UUID | None:
    """Returns the key of this browser session; None where it has begun nothing."""
    value = request.session.get(GUEST_SESSION_KEY)
    return uuid.UUID(value) if value else None


def get_or_create_guest_key(request: HttpRequest) -> uuid.UUID:
    """Returns the key of this browser session, and gives it one where it has none."""
    key = guest_key(request) or uuid.uuid4()
    guest_key_set(request, key)
    request.session.pop(DECLINED_SESSION_KEY, None)  # what begins now is their own
    return key


def guest_key_set(request: HttpRequest, key: uuid.UUID) -> None:
    """Makes the browser session the one that holds the assessments with this key."""
    forget_last_user(request)
    request.session[GUEST_SESSION_KEY] = str(key)


def guest_key_drop(request: HttpRequest) -> None:
    """Takes the key from the browser session, whose assessments an account has now."""
    request.session.pop(GUEST_SESSION_KEY, None)


def has_declined_claim(request: HttpRequest) -> bool:
    """Tells whether the user has said, since signing in, that the guest's answers are not theirs."""
    return bool(request.session.get(DECLINED_SESSION_KEY))


def get_reader(request: HttpRequest) -> Reader:
    user = request.user if request.user.is_authenticated else None
    return Reader(user=user, guest_key=guest_key(request))


def activate_zone(assessment: Assessment) -> None:
    """Activates the zone of the assessment's dates: its account's, or that of a guest's browser."""
    account = assessment.account
    timezone.activate(zone(account.time_zone if account else assessment.time_zone))


def assessment_required(view: AssessmentView) -> Callable[..., HttpResponseBase]:
    """Calls the view with the reader's AssessmentAccess in place of the assessment's id."""

    @wraps(view)
    def wrapper(request: HttpRequest, assessment_id: uuid.UUID, **kwargs: Any) -> HttpResponseBase:
        htmx_request = cast(HtmxRequest, request)
        access = get_assessment_access(get_reader(request), assessment_id, current_language())
        if access is None:
            if request.user.is_authenticated:
                raise Http404
            if htmx_request.htmx:  # a redirect would replace a page that holds unsaved input
                return HttpResponse(status=401)
            return redirect_to_login(request.get_full_path())
        if request.user.is_authenticated:
            show_account(request, access.assessment.account_id, access.companies)
        activate_zone(access.assessment)
        return view(htmx_request, access, **kwargs)

    return wrapper


def require_editor(access: AssessmentAccess) -> None:
    """Raises PermissionDenied for a role that may not edit."""
    if not access.may_edit:
        raise refuse_role(access.assessment.account_id)


def own_result_required(
    view: Callable[Concatenate[AuthenticatedRequest, AssessmentAccess, ...], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Calls the view with an account's completed assessment, for members who may edit it."""

    @assessment_required
    @wraps(view)
    def wrapper(request: HtmxRequest, access: AssessmentAccess, **kwargs: Any) -> HttpResponseBase:
        require_editor(access)
        if access.assessment.account_id is None or not access.assessment.is_completed:
            raise Http404
        return view(cast(AuthenticatedRequest, request), access, **kwargs)

    return wrapper
