"""Shows one KPI over all periods, as a page and as CSV."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.access import AuthenticatedRequest, member_required
from kpis.access import today_of
from kpis.domain.enums import KpiKey
from kpis.domain.periods import PeriodType
from kpis.exports.history import history_table
from kpis.exports.sheets import render_csv
from kpis.presenters.benchmark import bound_lines, extra_lines
from kpis.presenters.kpi_history import (
    ALL_PERIODS,
    LENGTHS,
    HistoryRow,
    change_header,
    history_rows,
    rated_by_header,
)
from kpis.presenters.plot import history_plots
from kpis.selectors.content import Content, kpi_content
from kpis.selectors.entry import Pair, entries_of, with_previous
from kpis.selectors.note import notes_of
from kpis.selectors.target import targets_of
from localization.languages import current_language
from spreadsheets.responses import CSV, file_response


@require_safe
@member_required
def kpi_history(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """Renders the periods of one length: those asked for, or those of the latest entry."""
    kpi, content = _kpi(request, key)
    entries = list(entries_of(request.membership.account))
    types = [each for each in PeriodType if any(row.period_type == each for row in entries)]
    asked = request.GET.get("period_type")
    chosen = next((each for each in types if each == asked), None)
    if chosen is None and entries:
        chosen = PeriodType(entries[0].period_type)
    pairs = with_previous(row for row in entries if row.period_type == chosen)
    rows = _rows(request, kpi, content, pairs)
    context = {
        "account": request.membership.account,
        "may_edit": request.membership.may_edit,
        "kpi": content.kpis[kpi],
        "types": [(each, LENGTHS[each]) for each in types],
        "chosen": chosen,
        "rows": rows,
    }
    if rows and chosen:
        context |= _chosen_context(kpi, content, rows) | {"heading": ALL_PERIODS[chosen]}
    return TemplateResponse(request, "kpis/kpi_history.html", context)


def _chosen_context(kpi: KpiKey, content: Content, rows: list[HistoryRow]) -> dict[str, Any]:
    newest = rows[0]
    bounds, currency = newest.result.bounds, newest.entry.currency
    return {
        "newest": newest,
        "plots": history_plots(kpi, rows, content),
        "bound_lines": bound_lines(kpi, bounds, content.language, currency),
        "extra": extra_lines(kpi, bounds, content.language, currency),
        "rated_by": rated_by_header(kpi),
        "change_label": change_header(kpi),
        "has_targets": any(row.target for row in rows),
        "is_cltv": kpi is KpiKey.CLTV,
        "noted": [row for row in rows if row.note],
    }


@require_safe
@member_required
def history_csv(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """Returns all periods of every length."""
    kpi, content = _kpi(request, key)
    account = request.membership.account
    entries = list(entries_of(account))
    pairs: list[Pair] = []
    for length in PeriodType:
        pairs += with_previous(row for row in entries if row.period_type == length)
    rows = _rows(request, kpi, content, pairs)
    table = history_table(account.name, rows, content)
    return file_response(render_csv(table, content.language), CSV, f"{kpi}.csv")


def _kpi(request: AuthenticatedRequest, key: str) -> tuple[KpiKey, Content]:
    content = kpi_content(current_language(), request.membership.content_revision)
    if key not in content.kpis:
        raise Http404
    return KpiKey(key), content


def _rows(
    request: AuthenticatedRequest, kpi: KpiKey, content: Content, pairs: Sequence[Pair]
) -> list[HistoryRow]:
    account = request.membership.account
    return history_rows(
        kpi,
        pairs,
        notes_of(account, kpi),
        targets_of(account),
        content,
        today_of(account),
    )
