from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.access import member_required
from assessments.charts import dots
from assessments.selectors.statement import PastAnswer, past_answers, statement_text
from localization.languages import current_language

PAGE = 12


@require_safe
@member_required
def statement_history(request: HttpRequest, key: str) -> HttpResponse:
    """All answers of the account to one statement, with their notes."""
    membership = request.membership
    text = statement_text(key, current_language(), membership.content_revision)
    if text is None:
        raise Http404
    page = Paginator(past_answers(membership.account, key), PAGE).get_page(request.GET.get("page"))
    context = {
        "account": membership.account,
        "text": text,
        "page": page,
        "rows": [(PastAnswer(row), dots(row.before, row.value)) for row in page],
    }
    return TemplateResponse(request, "assessments/statement_history.html", context)
