import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.access import current_membership
from assessments.access import activate_zone, get_reader
from assessments.charts.render import render_bar
from assessments.presenters.day_labels import day_labels
from assessments.presenters.sample import sample_result
from assessments.selectors.assessment import (
    assessment_in_progress,
    list_guest_results,
    published_content,
)
from localization.languages import current_language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Shows what this is, how long it takes, the start button, and first a guest's results."""
    content = published_content(current_language())
    context: dict[str, Any] = {"start_key": uuid.uuid4()}
    if content is not None:
        membership, reader = current_membership(request), get_reader(request)
        results = [] if membership else list_guest_results(reader)
        if results:
            activate_zone(results[0])
        days = day_labels(results)
        sample = sample_result(content)
        bounds = tuple(stage.lower_bound for stage in content.stages)
        context |= {
            "content": content,
            "sample": sample,
            "sample_rows": [
                (section, scored.average, render_bar(scored.average, bounds))
                for section, scored in (sample.sections if sample else ())
            ],
            "guest_results": [(result, days[result.pk]) for result in results],
            "in_progress": assessment_in_progress(
                reader, membership.account if membership else None
            ),
        }
    return TemplateResponse(request, "assessments/start.html", context)
