import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import (
    AuthenticatedRequest,
    MembershipAccess,
    current_membership,
    editor_required,
    refuse_role,
)
from assessments.access import get_or_create_guest_key
from assessments.forms.start import LastAnswers, StartForm
from assessments.models import Assessment
from assessments.selectors.assessment import published_questionnaire
from assessments.selectors.results import last_completed
from assessments.services.assessment import assessment_start
from assessments.views.kept_answers import take_over_kept_answers
from localization.languages import current_language
from localization.regions import read_zone
from web.limits import limited


@require_POST
@limited("start")
def start(request: HttpRequest) -> HttpResponse:
    """Begins an assessment on the published questionnaire; a form sent twice begins one."""
    questionnaire = published_questionnaire()
    if questionnaire is None:
        messages.error(
            request, _("There is no questionnaire to answer at the moment. Please come back later.")
        )
        return redirect("home")
    membership = current_membership(request)
    if membership is not None and not membership.may_edit:
        raise refuse_role(membership.account_id)
    assessment = assessment_start(
        questionnaire=questionnaire,
        start_key=start_key_in(request),
        account=membership.account if membership else None,
        user=request.user if request.user.is_authenticated else None,
        guest_key=None if membership else get_or_create_guest_key(request),
        earlier=last_completed(membership.account) if membership else None,
        language=current_language(),
        time_zone=read_zone(request.POST.get("time_zone", "")),
    )
    if membership is None and (address := take_over_kept_answers(request, assessment)):
        return redirect(address)
    return redirect("assessments:resume", assessment.pk)


def start_key_in(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("start_key", ""))
    except ValueError:
        return uuid.uuid4()


@require_http_methods(["GET", "HEAD", "POST"])
@limited("start")
@editor_required
def begin(request: AuthenticatedRequest) -> HttpResponse:
    """Offers ways to begin: last answers shown, filled in or hidden; on paper, with its day."""
    membership = request.membership
    last = last_completed(membership.account)
    form = StartForm(request.POST or None, account=membership.account, has_last=last is not None)
    if request.method == "POST" and form.is_valid():
        return _begin(request, membership, form, last)
    context = {"form": form, "last": last, "account": membership.account, "start_key": uuid.uuid4()}
    return TemplateResponse(
        request, "assessments/assessment_new.html", context, status=422 if form.errors else 200
    )


def _begin(
    request: AuthenticatedRequest,
    membership: MembershipAccess,
    form: StartForm,
    last: Assessment | None,
) -> HttpResponse:
    questionnaire = published_questionnaire()
    if questionnaire is None:
        messages.error(
            request, _("There is no questionnaire to answer at the moment. Please come back later.")
        )
        return redirect("assessments:list")
    chosen, day = form.cleaned_data.get("last"), form.cleaned_data["assessed_on"]
    earlier = last_completed(membership.account, before=day) if day else last
    assessment = assessment_start(
        questionnaire=questionnaire,
        start_key=start_key_in(request),
        account=membership.account,
        user=request.user,
        earlier=None if chosen == LastAnswers.HIDE else earlier,
        fill_in=chosen == LastAnswers.FILL,
        assessed_on=day,
        language=current_language(),
    )
    return redirect("assessments:resume", assessment.pk)
