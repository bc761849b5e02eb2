"""Opens the assessment that an address names, or refuses, as the product promises:

signed in, what is another account's is not found; signed out, whatever is not this browser session's own leads to
sign-in, alike whether it exists or not; a lesser role is told whom to ask.
"""

import uuid
from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse_role
from assessments.forms.section import NON_ANSWER_FIELDS, SHOWN
from assessments.selectors.assessment import AssessmentAccess, Reader, get_assessment_access
from localization.languages import current_language
from localization.regions import zone

GUEST_SESSION_KEY = "guest"
"""Where the session keeps the random key by which its assessments from before sign-up are known."""


def guest_key(request: HttpRequest) -> uuid.UUID | None:
    """Returns the key of this browser session; None where it has begun nothing."""
    value = request.session.get(GUEST_SESSION_KEY)
    return uuid.UUID(value) if value else None


def get_or_create_guest_key(request: HttpRequest) -> uuid.UUID:
    """Returns the key of this browser session, and gives it one where it has none."""
    key = guest_key(request) or uuid.uuid4()
    request.session[GUEST_SESSION_KEY] = str(key)
    return key


def reader_of(request: HttpRequest) -> Reader:
    user = request.user if request.user.is_authenticated else None
    return Reader(user=user, guest_key=guest_key(request))


def assessment_required(view):
    """Calls the view with the opened assessment in place of its id."""

    @wraps(view)
    def guarded(request: HttpRequest, assessment_id, **kwargs):
        opened = get_assessment_access(reader_of(request), assessment_id, current_language())
        if opened is None:
            if request.user.is_authenticated:
                raise Http404
            if request.htmx:  # a page that is still open; being led away would lose what it holds
                return HttpResponse(status=401)
            return redirect_to_login(_what_was_sent(request))
        if opened.assessment.time_zone:
            timezone.activate(zone(opened.assessment.time_zone))
        return view(request, opened, **kwargs)

    return guarded


def _what_was_sent(request: HttpRequest) -> str:
    """Where to go on after signing in. What a form held when its session had ended goes along, to be sent again."""
    kept = [
        (name, value)
        for name, value in request.POST.items()
        if name not in NON_ANSWER_FIELDS and not name.endswith(SHOWN)
    ]
    if not kept:
        return request.get_full_path()
    messages.warning(
        request,
        _("What you sent is not stored. Sign in: it is kept, so that you can send it again."),
    )
    return f"{request.path}?{urlencode(kept)[:6000]}"


def require_editor(opened) -> None:
    if not opened.may_edit:
        raise refuse_role(opened.assessment.account_id)


def own_result_required(view):
    """Calls the view with an account's completed assessment, for those who may change it."""

    @assessment_required
    @wraps(view)
    def guarded(request: HttpRequest, opened: AssessmentAccess, **kwargs):
        require_editor(opened)
        if opened.assessment.account_id is None or not opened.assessment.is_completed:
            raise Http404
        return view(request, opened, **kwargs)

    return guarded
