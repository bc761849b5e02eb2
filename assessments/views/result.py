from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from assessments.access import assessment_required
from assessments.exports.json import result_data
from assessments.presenters.result import result_pictures
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.history import before_of
from assessments.selectors.result import result_shown
from assessments.selectors.results import load_result


@require_safe
@assessment_required
def result_page(request: HttpRequest, opened: AssessmentAccess) -> HttpResponse:
    if not opened.assessment.is_completed:
        return redirect("assessments:resume", opened.assessment.pk)
    shown = result_shown(opened)
    before = before_of(opened.assessment)
    linked = opened.assessment.account_id is not None
    pictures = result_pictures(shown, before, notes=True, linked=linked)
    context = {"opened": opened, "shown": shown, "before": before, **pictures}
    return TemplateResponse(request, "assessments/result_detail.html", context)


@require_safe
@assessment_required
def result_json(request: HttpRequest, opened: AssessmentAccess) -> HttpResponse:
    """The result as data; not found before the assessment is completed."""
    if not opened.assessment.is_completed:
        return JsonResponse({"error": "not_completed"}, status=404)
    return JsonResponse(
        result_data(load_result(opened)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
