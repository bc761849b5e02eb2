import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.access import current_membership
from assessments.access import get_reader
from assessments.charts.render import render_bar
from assessments.presenters.sample import sample_result
from assessments.selectors.assessment import assessment_in_progress, published_content
from localization.languages import current_language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Shows what this is, how long it takes, and the start button."""
    content = published_content(current_language())
    context: dict[str, Any] = {"start_key": uuid.uuid4()}
    if content is not None:
        membership = current_membership(request)
        sample = sample_result(content)
        bounds = tuple(stage.lower_bound for stage in content.stages)
        context |= {
            "content": content,
            "sample": sample,
            "sample_rows": [
                (section, scored.average, render_bar(scored.average, bounds))
                for section, scored in (sample.sections if sample else ())
            ],
            "in_progress": assessment_in_progress(
                get_reader(request), membership.account if membership else None
            ),
        }
    return TemplateResponse(request, "assessments/start.html", context)
