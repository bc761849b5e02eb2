from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthenticatedRequest
from assessments.access import own_result_required
from assessments.forms.result import WithdrawForm
from assessments.selectors.assessment import AssessmentAccess
from assessments.services.withdrawal import assessment_put_back, assessment_withdraw


@require_http_methods(["GET", "HEAD", "POST"])
@own_result_required
def withdraw(request: AuthenticatedRequest, access: AssessmentAccess) -> HttpResponse:
    """Asks for the reason, then withdraws the result from trends and comparisons."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        assessment_withdraw(assessment_id=access.assessment.pk, user=request.user, reason=reason)
        messages.success(
            request, _("The result was withdrawn. Nothing was deleted, and you can restore it.")
        )
        return redirect("assessments:result", access.assessment.pk)
    context = {"form": form, "access": access}
    return TemplateResponse(
        request, "assessments/assessment_withdraw.html", context, status=422 if form.errors else 200
    )


@require_POST
@own_result_required
def put_back(request: AuthenticatedRequest, access: AssessmentAccess) -> HttpResponse:
    assessment_put_back(assessment_id=access.assessment.pk)
    messages.success(
        request, _("The result was restored. It counts in trends and comparisons again.")
    )
    return redirect("assessments:result", access.assessment.pk)
