import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import member_required
from assessments.selectors.assessment import OpenAssessment, assessments_of
from assessments.selectors.content import questionnaire_content
from assessments.services.assessment import AssessmentCompleted, assessment_delete_draft
from assessments.views.opening import opens_assessment, require_editor
from localization.languages import current_language

PAGE = 25


@require_safe
@member_required
def assessment_list(request: HttpRequest) -> HttpResponse:
    """The account's assessments, drafts first, then the newest."""
    membership = request.membership
    page = Paginator(assessments_of(membership.account), PAGE).get_page(request.GET.get("page"))
    contents = {
        row.questionnaire_id: questionnaire_content(
            row.questionnaire_id, current_language(), membership.content_revision
        )
        for row in page
    }
    rows = [
        {
            "assessment": row,
            "total": len(contents[row.questionnaire_id].statements),
            "stage": contents[row.questionnaire_id].stage_by_key[row.result.stage].name
            if row.is_completed
            else None,
        }
        for row in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "may_edit": membership.may_edit,
        "start_key": uuid.uuid4(),
        "account": membership.account,
    }
    return TemplateResponse(request, "assessments/assessment_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@opens_assessment
def assessment_delete(request: HttpRequest, opened: OpenAssessment) -> HttpResponse:
    """Asks, then deletes an assessment in progress; a completed one stays."""
    require_editor(opened)
    back = "home" if opened.assessment.is_unclaimed else "assessments:list"
    if request.method != "POST" and not opened.assessment.is_completed:
        return TemplateResponse(
            request, "assessments/assessment_confirm_delete.html", {"opened": opened, "back": back}
        )
    try:
        assessment_delete_draft(assessment=opened.assessment)
    except AssessmentCompleted:
        messages.error(request, _("A completed assessment cannot be deleted."))
        return redirect("assessments:result", opened.assessment.pk)
    messages.success(request, _("The assessment was deleted."))
    return redirect(back)
