from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.charts import StageLabel
from assessments.drawings import bar_drawing, scale_drawing, steps_drawing
from assessments.exports.json import result_data
from assessments.selectors.assessment import OpenAssessment
from assessments.selectors.result import ResultShown, result_shown
from assessments.views.opening import opens_assessment
from localization.templatetags.numbers import score


@require_safe
@opens_assessment
def result_page(request: HttpRequest, opened: OpenAssessment) -> HttpResponse:
    if not opened.assessment.is_completed:
        return redirect("assessments:resume", opened.assessment.pk)
    shown = result_shown(opened)
    context = {"opened": opened, "shown": shown, **_pictures(shown)}
    return TemplateResponse(request, "assessments/result_detail.html", context)


def _pictures(shown: ResultShown) -> dict:
    bounds = tuple(stage.lower_bound for stage in shown.stages)
    keys = tuple(stage.key for stage in shown.stages)
    return {
        "scale_drawing": _scale(shown),
        "sections": [
            (section, bar_drawing(section.average, bounds), steps_drawing(keys, section.stage.key))
            for section in shown.sections
        ],
    }


def _scale(shown: ResultShown) -> SafeString:
    overall = score(shown.overall, 2)
    labels = tuple(
        StageLabel(
            str(stage.name),
            _("from %(bound)s") % {"bound": score(stage.lower_bound, 2)},
            stage.lower_bound,
            stage is shown.stage,
        )
        for stage in shown.stages
    )
    stages = ", ".join(f"{label.name} {label.bound}" for label in labels)
    title = _("Overall score %(overall)s of 5, stage %(stage)s") % {
        "overall": overall,
        "stage": shown.stage.name,
    }
    description = _("The stages of the scale: %(stages)s. The mark stands at %(overall)s.")
    return scale_drawing(
        shown.overall, overall, labels, title, description % {"stages": stages, "overall": overall}
    )


@require_safe
@opens_assessment
def result_json(request: HttpRequest, opened: OpenAssessment) -> HttpResponse:
    """The result as data; not found before the assessment is completed."""
    if not opened.assessment.is_completed:
        return JsonResponse({"error": "not_completed"}, status=404)
    return JsonResponse(result_data(opened), json_dumps_params={"ensure_ascii": False, "indent": 2})
