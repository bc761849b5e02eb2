from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.access import own_result_required
from assessments.forms import WithdrawForm
from assessments.selectors.assessment import AssessmentAccess
from assessments.services.withdrawal import assessment_put_back, assessment_withdraw


@require_http_methods(["GET", "HEAD", "POST"])
@own_result_required
def withdraw(request: HttpRequest, opened: AssessmentAccess) -> HttpResponse:
    """Asks for the reason, then takes the result out of trends and comparisons."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        assessment_withdraw(assessment_id=opened.assessment.pk, user=request.user, reason=reason)
        messages.success(request, _("Withdrawn. Nothing was deleted, and you can put it back."))
        return redirect("assessments:result", opened.assessment.pk)
    context = {"form": form, "opened": opened}
    return TemplateResponse(
        request, "assessments/assessment_withdraw.html", context, status=422 if form.errors else 200
    )


@require_POST
@own_result_required
def put_back(request: HttpRequest, opened: AssessmentAccess) -> HttpResponse:
    assessment_put_back(assessment_id=opened.assessment.pk)
    messages.success(request, _("Put back: it counts in trends and comparisons again."))
    return redirect("assessments:result", opened.assessment.pk)
