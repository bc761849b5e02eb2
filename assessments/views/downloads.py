"""Results as files. `?language=` chooses the language of a file, whatever the page's is."""

import json
from collections.abc import Sequence
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import AuthenticatedRequest, member_required
from assessments.access import assessment_required
from assessments.exports.comparison_report import comparison_report
from assessments.exports.json import history_data
from assessments.exports.pdf import pdf_bytes
from assessments.exports.result_report import result_report
from assessments.exports.spreadsheet import csv_bytes, xlsx_bytes
from assessments.presenters import table
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.comparison import comparison_choices
from assessments.selectors.results import StoredResult, load_result, load_results
from assessments.views.comparison import NotComparable, requested_comparison
from localization.languages import CODES, current_language

CSV, PDF = "text/csv; charset=utf-8", "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def in_language_asked(view):
    """Runs the view in the language that the address asks for, where it is one of ours."""

    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs):
        language = request.GET.get("language")
        with translation.override(language if language in CODES else current_language()):
            return view(request, *args, **kwargs)

    return asked


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _result(access: AssessmentAccess) -> StoredResult:
    if not access.assessment.is_completed:
        raise Http404
    return load_result(access)


def _company(access: AssessmentAccess) -> str:
    return access.assessment.account.name if access.assessment.account else ""


@require_safe
@in_language_asked
@assessment_required
def result_csv(request: HttpRequest, access: AssessmentAccess) -> HttpResponse:
    stored = _result(access)
    content = csv_bytes(table.columns(), table.rows(_company(access), [stored]))
    return download(content, CSV, f"result-{stored.day}.csv")


@require_safe
@in_language_asked
@assessment_required
def result_xlsx(request: HttpRequest, access: AssessmentAccess) -> HttpResponse:
    stored = _result(access)
    sheet = (_("Result"), table.columns(), table.rows(_company(access), [stored]))
    return download(xlsx_bytes([sheet]), XLSX, f"result-{stored.day}.xlsx")


@require_safe
@in_language_asked
@assessment_required
def result_pdf(request: HttpRequest, access: AssessmentAccess) -> HttpResponse:
    """The report of one result, with what changed since the one before."""
    if not access.assessment.is_completed:
        raise Http404
    report = result_report(_company(access), load_result(access, with_previous=True))
    return download(pdf_bytes(report), PDF, f"report-{access.assessment.day}.pdf")


@require_safe
@in_language_asked
@member_required
def comparison_pdf(request: AuthenticatedRequest) -> HttpResponse:
    """The report of the two that the address names, as on the comparison's page."""
    account = request.membership.account
    try:
        comparison = requested_comparison(request, comparison_choices(account))
    except NotComparable as error:
        messages.error(request, str(error))
        return redirect("assessments:list")
    if comparison is None:
        raise Http404
    name = f"comparison-{comparison.before.day}-{comparison.now.day}.pdf"
    return download(pdf_bytes(comparison_report(account.name, comparison)), PDF, name)


def _history(request: AuthenticatedRequest) -> Sequence[StoredResult]:
    membership = request.membership
    return load_results(membership.account, current_language(), membership.content_revision)


@require_safe
@in_language_asked
@member_required
def history_csv(request: AuthenticatedRequest) -> HttpResponse:
    content = csv_bytes(
        table.columns(), table.rows(request.membership.account.name, _history(request))
    )
    return download(content, CSV, f"assessments-{timezone.localdate()}.csv")


@require_safe
@in_language_asked
@member_required
def history_xlsx(request: AuthenticatedRequest) -> HttpResponse:
    results = _history(request)
    overview = (_("Overview"), table.overview_columns(results), table.overview_rows(results))
    answers = (_("Answers"), table.columns(), table.rows(request.membership.account.name, results))
    return download(
        xlsx_bytes([overview, answers]), XLSX, f"assessments-{timezone.localdate()}.xlsx"
    )


@require_safe
@member_required
def history_json(request: AuthenticatedRequest) -> HttpResponse:
    data = history_data(request.membership.account, _history(request))
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    return download(content, "application/json", f"assessments-{timezone.localdate()}.json")
