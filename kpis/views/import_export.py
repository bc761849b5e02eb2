"""Sheets out and in: export, worksheet, import with a preview."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import member_required
from kpis.access import editor_required, today_of
from kpis.exports.sheets import render_csv, render_xlsx
from kpis.exports.table import Table, entries_table
from kpis.forms import UploadForm
from kpis.imports.cells import UnreadableSheet, read_cells
from kpis.imports.pending import previews, rows_of, stored_rows
from kpis.imports.plan import Plan, Setting, make_plan
from kpis.models import EntryImport
from kpis.presenters import formatting
from kpis.presenters.worksheet import worksheet_context
from kpis.selectors.content import kpi_content
from kpis.selectors.entry import entries_by_id, entries_of, import_open
from kpis.services.entry import EntryChanged, PeriodTaken
from kpis.services.imports import import_apply, import_draft
from localization.languages import current_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONFLICT = 409
INVALID = 422
MOST_ERRORS = 100


@require_safe
@member_required
def export_csv(request: HttpRequest) -> HttpResponse:
    content = render_csv(_table(request), current_language())
    return _file(content, "text/csv; charset=utf-8", "kpis.csv")


@require_safe
@member_required
def export_xlsx(request: HttpRequest) -> HttpResponse:
    return _file(render_xlsx(_table(request), current_language()), XLSX, "kpis.xlsx")


def _table(request: HttpRequest) -> Table:
    membership = request.membership
    content = kpi_content(current_language(), membership.content_revision)
    return entries_table(membership.account.name, entries_of(membership.account), content)


def _file(content: bytes | str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@member_required
def worksheet(request: HttpRequest) -> HttpResponse:
    """All inputs with room to write, to take to the people who know them."""
    account = request.membership.account
    content = kpi_content(current_language(), request.membership.content_revision)
    context = {
        "account": account,
        "types": formatting.PERIOD_TYPES,
        **worksheet_context(content, account.currency, entries_of(account).first()),
    }
    return TemplateResponse(request, "kpis/worksheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def import_sheet(request: HttpRequest) -> HttpResponse:
    """Reads a sheet; nothing is written before its preview is confirmed."""
    sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if sent else UploadForm()
    if not sent or not form.is_valid():
        return _import_page(request, form)
    try:
        plan = _plan(request, form.cleaned_data["file"])
    except UnreadableSheet as error:
        form.add_error("file", str(error))
        return _import_page(request, form)
    if plan.errors:
        return _import_page(request, form, plan)
    rows = stored_rows(plan)
    if not rows:
        messages.info(request, _("Everything in this sheet is stored already; nothing changes."))
        return redirect("kpis:overview")
    account = request.membership.account
    draft = import_draft(account=account, user=request.user, rows=rows)
    return redirect("kpis:import_preview", draft.pk)


def _plan(request: HttpRequest, file) -> Plan:
    account = request.membership.account
    setting = Setting(
        content=kpi_content(current_language(), request.membership.content_revision),
        currency=account.currency,
        today=today_of(account),
        entries={entry.period: entry for entry in entries_of(account)},
    )
    return make_plan(read_cells(file.name, file.read()), setting)


def _import_page(request: HttpRequest, form: UploadForm, plan: Plan | None = None) -> HttpResponse:
    errors = plan.errors if plan else ()
    has_errors = bool(errors) or (form.is_bound and bool(form.errors))
    context = {
        "account": request.membership.account,
        "form": form,
        "cell_errors": errors[:MOST_ERRORS],
        "more": max(len(errors) - MOST_ERRORS, 0),
        "has_errors": has_errors,
    }
    status = INVALID if has_errors else 200
    return TemplateResponse(request, "kpis/import_form.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_preview(request: HttpRequest, import_id) -> HttpResponse:
    """What the sheet adds and changes; confirming writes all of it or nothing."""
    draft = import_open(request.user, import_id)
    if draft is None:
        raise Http404
    if draft.applied_at is not None:
        return redirect("kpis:overview")
    if request.method == "POST":
        return _apply(request, draft)
    return _preview_page(request, draft)


def _apply(request: HttpRequest, draft: EntryImport) -> HttpResponse:
    try:
        count = import_apply(import_id=draft.pk, user=request.user, rows=rows_of(draft))
    except (EntryChanged, PeriodTaken) as changed:
        return _preview_page(request, draft, changed.entry)
    text = ngettext("%(count)s period imported.", "%(count)s periods imported.", count)
    messages.success(request, text % {"count": count})
    return redirect("kpis:overview")


def _preview_page(request: HttpRequest, draft: EntryImport, changed=None) -> HttpResponse:
    content = kpi_content(current_language(), draft.content_revision)
    rows = rows_of(draft)
    entries = entries_by_id(row.entry_id for row in rows if row.entry_id)
    shown = previews(rows, entries, content)
    context = {
        "draft": draft,
        "rows": shown,
        "added": sum(row.is_new for row in shown),
        "altered": sum(not row.is_new for row in shown),
        "changed": formatting.period_label(changed.period, content.language) if changed else "",
        "has_errors": changed is not None,
    }
    status = CONFLICT if changed else 200
    return TemplateResponse(request, "kpis/import_preview.html", context, status=status)
