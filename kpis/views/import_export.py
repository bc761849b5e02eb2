"""Exports and imports sheets of periods, the import with a preview; prints an empty worksheet."""

from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import (
    AuthenticatedRequest,
    download_recorded,
    editor_required,
    member_required,
)
from accounts.models import User
from kpis.access import today_of
from kpis.exports.sheets import file_name, render_csv, render_xlsx
from kpis.exports.table import Table, entries_table
from kpis.forms.upload import UploadForm
from kpis.imports.cells import LIMITS, read_cells
from kpis.imports.pending import list_previews, to_import_rows, to_stored_rows
from kpis.imports.plan import ImportContext, Plan, make_plan
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.presenters.worksheet import worksheet_context
from kpis.selectors.content import kpi_content
from kpis.selectors.entry import ImportAccess, entries_by_id, entries_of, get_import_access
from kpis.services.entry import EntryChanged, PeriodTaken
from kpis.services.imports import import_apply, import_create
from localization.languages import current_language
from spreadsheets.pending_imports import plan_upload
from spreadsheets.responses import CSV, XLSX, file_response
from web.refusals import accepts_files

MOST_ERRORS = 100
"""Errors that the page lists; the others are counted."""


@require_safe
@member_required
@download_recorded("kpis", "csv")
def export_csv(request: AuthenticatedRequest) -> HttpResponse:
    content = render_csv(_table(request), current_language())
    return file_response(content, CSV, file_name(today_of(request.membership.account), "csv"))


@require_safe
@member_required
@download_recorded("kpis", "xlsx")
def export_xlsx(request: AuthenticatedRequest) -> HttpResponse:
    account = request.membership.account
    content = render_xlsx(
        _table(request), current_language(), company=account.name, country=account.country
    )
    return file_response(content, XLSX, file_name(today_of(account), "xlsx"))


def _table(request: AuthenticatedRequest) -> Table:
    membership = request.membership
    content = kpi_content(current_language(), membership.content_revision)
    account = membership.account
    return entries_table(account.name, entries_of(account), content, today_of(account))


@require_safe
@member_required
def worksheet(request: AuthenticatedRequest) -> HttpResponse:
    """Shows all inputs with space to write, to print for the people who know the figures."""
    account = request.membership.account
    content = kpi_content(current_language(), request.membership.content_revision)
    context = {
        "account": account,
        "types": formatting.PERIOD_TYPES,
        **worksheet_context(
            content, account.currency, entries_of(account).first(), today_of(account)
        ),
    }
    return TemplateResponse(request, "kpis/worksheet.html", context)


@accepts_files(LIMITS.file_size)
@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def import_sheet(request: AuthenticatedRequest) -> HttpResponse:
    """Reads a sheet; nothing is written before its preview is confirmed."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    plan = plan_upload(form, partial(_plan, request))
    if plan is None or plan.errors:
        return _import_page(request, form, plan)
    rows = to_stored_rows(plan)
    if not rows:
        messages.info(request, _("Everything in this sheet is already saved; nothing changes."))
        return redirect("kpis:overview")
    account = request.membership.account
    pending = import_create(account=account, user=request.user, rows=rows)
    return redirect("kpis:import_preview", pending.pk)


def _plan(request: AuthenticatedRequest, file_name: str, content: bytes) -> Plan:
    account = request.membership.account
    context = ImportContext(
        content=kpi_content(current_language(), request.membership.content_revision),
        currency=account.currency,
        today=today_of(account),
        entries={entry.period: entry for entry in entries_of(account)},
        country=account.country,
    )
    return make_plan(read_cells(file_name, content), context)


def _import_page(
    request: AuthenticatedRequest, form: UploadForm, plan: Plan | None = None
) -> HttpResponse:
    errors = plan.errors if plan else ()
    has_errors = bool(errors or form.errors)
    context = {
        "account": request.membership.account,
        "form": form,
        "cell_errors": errors[:MOST_ERRORS],
        "more": max(len(errors) - MOST_ERRORS, 0),
        "has_errors": has_errors,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if has_errors else HTTPStatus.OK
    return TemplateResponse(request, "kpis/import_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_preview(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """Shows what the sheet adds and changes; confirming writes all of it or nothing."""
    user = request.user
    if not isinstance(user, User):  # signed in, as the decorator requires
        raise Http404
    access = get_import_access(user, import_id, current_language())
    if access is None:
        raise Http404
    pending = access.pending
    if pending.applied_at is not None:
        return redirect("kpis:overview")
    if request.method != "POST":
        return _preview_page(request, access)
    try:
        count = import_apply(import_id=pending.pk, user=user, rows=to_import_rows(pending))
    except (EntryChanged, PeriodTaken) as conflict:
        return _preview_page(request, access, conflict.entry)
    text = ngettext("%(count)s period imported.", "%(count)s periods imported.", count)
    messages.success(request, text % {"count": count})
    return redirect("kpis:overview")


def _preview_page(
    request: HttpRequest, access: ImportAccess, newer: KpiEntry | None = None
) -> HttpResponse:
    """Renders the preview; `newer` is the entry that was changed since the sheet was read."""
    pending, content = access.pending, access.content
    rows = to_import_rows(pending)
    entries = entries_by_id(row.entry_id for row in rows if row.entry_id)
    previews = list_previews(rows, entries, content, today_of(pending.account))
    context = {
        "pending": pending,
        "rows": previews,
        "added": sum(preview.is_new for preview in previews),
        "altered": sum(not preview.is_new for preview in previews),
        "changed": formatting.period_label(newer.period, content.language) if newer else "",
        "has_errors": newer is not None,
    }
    status = HTTPStatus.CONFLICT if newer else HTTPStatus.OK
    return TemplateResponse(request, "kpis/import_preview.html", context, status=status)
