import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import AuthenticatedRequest, member_required
from assessments.access import assessment_required, require_editor
from assessments.models import Assessment
from assessments.presenters.trend import trend_charts
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.history import assessments_of, get_trend, history_rows, list_years
from assessments.selectors.results import account_results
from assessments.services.assessment import AssessmentCompleted, assessment_delete_draft
from localization.languages import current_language
from web.request_data import HtmxRequest

PAGE = 8
"""Two years of quarters."""


@require_safe
@member_required
def assessment_list(request: AuthenticatedRequest) -> HttpResponse:
    """Lists the account's assessments, those in progress first, with the trend of all results."""
    membership = request.membership
    account, revision = membership.account, membership.content_revision
    language = current_language()
    years = list_years(account)
    year = next((year for year in years if str(year) == request.GET.get("year")), None)
    page = Paginator(assessments_of(account, year), PAGE).get_page(request.GET.get("page"))
    chosen = _compare_from(request)
    context = {
        "page": page,
        "page_query": _filter_query(request),
        "rows": history_rows(
            page.object_list,  # type: ignore[arg-type]  # a slice of the QuerySet
            language,
            revision,
            chosen,
        ),
        "years": years,
        "year": year,
        "may_edit": membership.may_edit,
        "start_key": uuid.uuid4(),
        "account": account,
        "compare_from": chosen,
        **trend_charts(get_trend(account, language, revision)),
    }
    return TemplateResponse(request, "assessments/assessment_list.html", context)


def _filter_query(request: HttpRequest) -> str:
    """Renders the filters that a link to another page carries on."""
    filters = {name: request.GET[name] for name in ("year", "from") if request.GET.get(name)}
    return f"{urlencode(filters)}&" if filters else ""


def _compare_from(request: AuthenticatedRequest) -> Assessment | None:
    """Returns the result for which another one is being chosen."""
    try:
        key = uuid.UUID(request.GET.get("from", ""))
    except ValueError:
        return None
    return account_results(request.membership.account).filter(pk=key).first()


@require_http_methods(["GET", "HEAD", "POST"])
@assessment_required
def assessment_delete(request: HtmxRequest, access: AssessmentAccess) -> HttpResponse:
    """Deletes an assessment in progress after a confirmation; refuses a completed one."""
    require_editor(access)
    back = "home" if access.assessment.is_unclaimed else "assessments:list"
    if request.method != "POST" and not access.assessment.is_completed:
        return TemplateResponse(
            request, "assessments/assessment_confirm_delete.html", {"opened": access, "back": back}
        )
    try:
        assessment_delete_draft(assessment=access.assessment)
    except AssessmentCompleted:
        messages.error(request, _("A completed assessment cannot be deleted."))
        return redirect("assessments:result", access.assessment.pk)
    messages.success(request, _("The assessment was deleted."))
    return redirect(back)
