from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.access import AuthenticatedRequest, member_required
from assessments.charts.dots import dots
from assessments.presenters.scale_labels import LABELS
from assessments.selectors.statement import past_answers, past_responses, statement_text
from localization.languages import current_language

PAGE = 12


@require_safe
@member_required
def statement_history(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """Lists the account's answers to one statement with their notes."""
    membership = request.membership
    text = statement_text(key, current_language(), membership.content_revision)
    if text is None:
        raise Http404
    responses = past_responses(membership.account, key)
    page = Paginator(responses, PAGE).get_page(request.GET.get("page"))
    context = {
        "account": membership.account,
        "text": text,
        "page": page,
        "rows": [
            (row, LABELS[row.value], dots(row.previous, row.value))
            for row in past_answers(page.object_list)  # type: ignore[arg-type]  # a QuerySet
        ],
    }
    return TemplateResponse(request, "assessments/statement_history.html", context)
