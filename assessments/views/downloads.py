"""Answers with results as files. `?language=` chooses the language of a file."""

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from accounts.access import AuthenticatedRequest, download_recorded, member_required
from accounts.selectors import get_brand
from assessments.access import assessment_required
from assessments.exports import file_names
from assessments.exports.comparison_report import comparison_report
from assessments.exports.json import history_data
from assessments.exports.pdf import pdf_bytes
from assessments.exports.result_report import result_report
from assessments.exports.workbooks import history_workbook, result_workbook
from assessments.presenters import table
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.comparison import comparison_choices
from assessments.selectors.history import get_trend
from assessments.selectors.results import StoredResult, load_result, load_results
from assessments.views.comparison import NotComparable, requested_comparison
from localization.languages import CODES, current_language
from spreadsheets.responses import CSV, XLSX, file_response
from spreadsheets.writers import render_csv

P = ParamSpec("P")

PDF, JSON = "application/pdf", "application/json"


def in_requested_language(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Runs the view in the language that `?language=` names, if the product has it."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        language = request.GET.get("language")
        with translation.override(language if language in CODES else current_language()):
            return view(request, *args, **kwargs)

    return wrapper


def _result(access: AssessmentAccess, *, with_previous: bool = False) -> StoredResult:
    if not access.assessment.is_completed:
        raise Http404
    return load_result(access, with_previous=with_previous)


@require_safe
@in_requested_language
@assessment_required
def result_csv(request: HttpRequest, access: AssessmentAccess) -> HttpResponse:
    result = _result(access)
    rows = table.rows(access.company, [result])
    content = render_csv([table.columns(), *rows], current_language())
    return file_response(content, CSV, file_names.result(result.day, "csv"))


@require_safe
@in_requested_language
@assessment_required
def result_xlsx(request: HttpRequest, access: AssessmentAccess) -> HttpResponse:
    """Returns the result as a workbook, with what changed since the previous one."""
    result = _result(access, with_previous=True)
    account = access.assessment.account
    content = result_workbook(
        access.company,
        result,
        today=timezone.localdate(timezone=access.assessment.guest_zone),
        country=account.country if account else "",
    )
    return file_response(content, XLSX, file_names.result(result.day, "xlsx"))


@require_safe
@in_requested_language
@assessment_required
def result_pdf(request: HttpRequest, access: AssessmentAccess) -> HttpResponse:
    """Returns the report of one result, with what changed since the previous one."""
    if not access.assessment.is_completed:
        raise Http404
    stored, trend = load_result(access, with_previous=True), None
    account, language = access.assessment.account, access.content.language
    if account is not None and stored.previous is not None:
        trend = get_trend(account, language, access.content_revision, up_to=access.assessment)
    report = result_report(access.company, stored, trend)
    brand = get_brand(account)
    return file_response(pdf_bytes(report, brand), PDF, file_names.report(stored.day))


@require_safe
@in_requested_language
@member_required
def comparison_pdf(request: AuthenticatedRequest) -> HttpResponse:
    """Returns the report of the two results that the address names, as on the comparison's page."""
    account = request.membership.account
    try:
        comparison = requested_comparison(request, comparison_choices(account))
    except NotComparable as error:
        messages.error(request, str(error))
        return redirect("assessments:list")
    if comparison is None:
        raise Http404
    report = comparison_report(account.name, comparison)
    filename = file_names.comparison(comparison.before.day, comparison.now.day)
    return file_response(pdf_bytes(report, get_brand(account)), PDF, filename)


def _history(request: AuthenticatedRequest) -> Sequence[StoredResult]:
    membership = request.membership
    return load_results(membership.account, current_language(), membership.content_revision)


def _history_filename(suffix: str) -> str:
    return file_names.history(timezone.localdate(), suffix)


@require_safe
@in_requested_language
@member_required
@download_recorded("assessments", "csv")
def history_csv(request: AuthenticatedRequest) -> HttpResponse:
    rows = table.rows(request.membership.account.name, _history(request))
    content = render_csv([table.columns(), *rows], current_language())
    return file_response(content, CSV, _history_filename("csv"))


@require_safe
@in_requested_language
@member_required
@download_recorded("assessments", "xlsx")
def history_xlsx(request: AuthenticatedRequest) -> HttpResponse:
    account = request.membership.account
    content = history_workbook(account, _history(request), today=timezone.localdate())
    return file_response(content, XLSX, _history_filename("xlsx"))


@require_safe
@member_required
@download_recorded("assessments", "json")
def history_json(request: AuthenticatedRequest) -> HttpResponse:
    data = history_data(request.membership.account, _history(request))
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    return file_response(content, JSON, _history_filename("json"))
