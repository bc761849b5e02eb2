from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from assessments.exports.json import result_data
from assessments.selectors.assessment import OpenAssessment
from assessments.selectors.history import before_of
from assessments.selectors.result import result_shown
from assessments.selectors.stored import stored_result_of
from assessments.views.opening import opens_assessment
from assessments.views.pictures import result_pictures


@require_safe
@opens_assessment
def result_page(request: HttpRequest, opened: OpenAssessment) -> HttpResponse:
    if not opened.assessment.is_completed:
        return redirect("assessments:resume", opened.assessment.pk)
    shown = result_shown(opened)
    before = before_of(opened.assessment)
    linked = opened.assessment.account_id is not None
    pictures = result_pictures(shown, before, notes=True, linked=linked)
    context = {"opened": opened, "shown": shown, "before": before, **pictures}
    return TemplateResponse(request, "assessments/result_detail.html", context)


@require_safe
@opens_assessment
def result_json(request: HttpRequest, opened: OpenAssessment) -> HttpResponse:
    """The result as data; not found before the assessment is completed."""
    if not opened.assessment.is_completed:
        return JsonResponse({"error": "not_completed"}, status=404)
    return JsonResponse(
        result_data(stored_result_of(opened)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
