from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from assessments.charts import StageLabel, bar, narrow_scale, steps, wide_scale
from assessments.exports.json import result_data
from assessments.selectors.assessment import OpenAssessment
from assessments.selectors.result import ResultShown, result_shown
from assessments.selectors.stored import stored_result_of
from assessments.views.opening import opens_assessment


@require_safe
@opens_assessment
def result_page(request: HttpRequest, opened: OpenAssessment) -> HttpResponse:
    if not opened.assessment.is_completed:
        return redirect("assessments:resume", opened.assessment.pk)
    shown = result_shown(opened)
    context = {"opened": opened, "shown": shown, **_pictures(shown)}
    return TemplateResponse(request, "assessments/result_detail.html", context)


def _pictures(shown: ResultShown) -> dict:
    labels = [
        StageLabel(str(stage.name), stage.lower_bound, stage is shown.stage)
        for stage in shown.stages
    ]
    bounds = [stage.lower_bound for stage in shown.stages]
    keys = [stage.key for stage in shown.stages]
    return {
        "wide_scale": wide_scale(shown.overall, labels),
        "narrow_scale": narrow_scale(shown.overall, labels),
        "sections": [
            (section, bar(section.average, bounds), steps(keys, section.stage.key))
            for section in shown.sections
        ],
    }


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
