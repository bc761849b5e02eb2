from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from assessments.access import assessment_required
from assessments.exports.json import result_data
from assessments.exports.report import list_missing_characters
from assessments.presenters.day_labels import day_labels
from assessments.presenters.result import present_result, result_charts
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.results import load_result
from web.request_data import HtmxRequest


@require_safe
@assessment_required
def result_page(request: HtmxRequest, access: AssessmentAccess) -> HttpResponse:
    """Shows the result of a completed assessment."""
    if not access.assessment.is_completed:
        return redirect("assessments:resume", access.assessment.pk)
    stored = load_result(access, with_previous=True)
    presented, previous = present_result(stored), stored.previous
    linked = access.assessment.account_id is not None
    charts = result_charts(presented, previous, notes=True, linked=linked)
    shown = [access.assessment, *([previous.assessment] if previous else [])]
    context = {
        "access": access,
        "presented": presented,
        "previous": previous,
        "days": list(day_labels(shown).values()),
        "missing": list_missing_characters(access.company, [stored]),
        **charts,
    }
    return TemplateResponse(request, "assessments/result_detail.html", context)


@require_safe
@assessment_required
def result_json(request: HtmxRequest, access: AssessmentAccess) -> HttpResponse:
    """Returns the result as data; 404 before the assessment is completed."""
    if not access.assessment.is_completed:
        return JsonResponse({"error": "not_completed"}, status=404)
    return JsonResponse(
        result_data(load_result(access)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
