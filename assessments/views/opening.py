"""Opens the assessment that an address names, or refuses, as the product promises:

signed in, what is another account's is not found; signed out, whatever is not this browser session's own leads to
sign-in, alike whether it exists or not; a lesser role is told whom to ask.
"""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import refuse_role
from accounts.places import zone
from assessments.forms.section import NOT_ANSWERS, SHOWN
from assessments.guests import guest_key
from assessments.selectors.assessment import OpenAssessment, Reader, assessment_open
from localization.languages import current_language


def reader_of(request: HttpRequest) -> Reader:
    user = request.user if request.user.is_authenticated else None
    return Reader(user=user, guest_key=guest_key(request))


def opens_assessment(view):
    """Calls the view with the opened assessment in place of its id."""

    @wraps(view)
    def guarded(request: HttpRequest, assessment_id, **kwargs):
        opened = assessment_open(reader_of(request), assessment_id, current_language())
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
        if name not in NOT_ANSWERS and not name.endswith(SHOWN)
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


def opens_own_result(view):
    """Calls the view with an account's completed assessment, for those who may change it."""

    @opens_assessment
    @wraps(view)
    def guarded(request: HttpRequest, opened: OpenAssessment, **kwargs):
        require_editor(opened)
        if opened.assessment.account_id is None or not opened.assessment.is_completed:
            raise Http404
        return view(request, opened, **kwargs)

    return guarded
