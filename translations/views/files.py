"""Exports texts for translators and imports their files, the import with a preview."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from spreadsheets.pending_imports import plan_upload
from spreadsheets.responses import XLSX, file_response
from translations.access import TranslatorContext, translator_required
from translations.exports.po import CONTENT_TYPE as PO
from translations.exports.po import render_po
from translations.exports.table import ExportRow, export_rows
from translations.exports.xlsx import file_name, render_xlsx
from translations.forms.files import ExportForm, PoExportForm, UploadForm
from translations.imports.plan import ImportContext, Plan, make_plan
from translations.imports.po import read_po
from translations.imports.rows import LIMITS
from translations.imports.xlsx import read_xlsx
from translations.models import TranslationImport
from translations.selectors.imports import get_pending_import
from translations.services.imports import import_apply, import_create
from translations.services.texts import TextGone, TextsChanged
from web.refusals import accepts_files

MOST_ERRORS = 200
"""Errors that the page lists; the others are counted."""
NAMES = dict(settings.LANGUAGES)


@accepts_files(LIMITS.file_size)
@require_http_methods(["GET", "HEAD", "POST"])
@translator_required
def files_page(request: HttpRequest, translator: TranslatorContext) -> HttpResponse:
    """Reads a file; nothing is written before its preview is confirmed."""
    if request.method != "POST":
        return _files_page(request, translator)
    user = request.user
    if not translator.writable or not isinstance(user, User):
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES)
    plan = plan_upload(form, partial(_plan, translator))
    if plan is None or plan.errors:
        return _files_page(request, translator, upload=form, plan=plan)
    if not plan.changes:
        messages.info(request, _describe_no_change(plan))
        return redirect("translations:files")
    pending = import_create(
        user=user,
        file_name=form.cleaned_data["file"].name,
        rows=[asdict(change) for change in plan.changes],
        unchanged=plan.unchanged,
        kept=plan.kept,
        unsure=plan.unsure,
    )
    return redirect("translations:import_preview", pending.pk)


def _describe_no_change(plan: Plan) -> str:
    if not plan.unsure:
        return _("Everything in this file is already saved; nothing changes.")
    text = ngettext(
        "Nothing changes: the %(count)s new text in this file is marked as unsure "
        "(fuzzy). Remove the mark in your program and upload the file again.",
        "Nothing changes: all %(count)s new texts in this file are marked as unsure "
        "(fuzzy). Remove the mark in your program and upload the file again.",
        plan.unsure,
    )
    return text % {"count": plan.unsure}


def _plan(translator: TranslatorContext, file_name: str, content: bytes) -> Plan:
    read = read_xlsx if file_name.lower().endswith(".xlsx") else read_po
    context = ImportContext(translator.by_key, translator.states, translator.writable)
    return make_plan(read(content), context)


def _files_page(
    request: HttpRequest,
    translator: TranslatorContext,
    *,
    upload: UploadForm | None = None,
    export: ExportForm | None = None,
    plan: Plan | None = None,
) -> HttpResponse:
    errors = plan.errors if plan else []
    has_errors = bool(errors) or any(form.errors for form in (upload, export) if form)
    initial = {"languages": translator.writable}
    context = {
        **admin.site.each_context(request),
        "title": _("Files for translators"),
        "export": export or ExportForm(texts=translator.texts, initial=initial),
        "upload": upload or UploadForm(),
        "row_errors": errors[:MOST_ERRORS],
        "more": max(len(errors) - MOST_ERRORS, 0),
        "may_write": bool(translator.writable),
        "has_errors": has_errors,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if has_errors else HTTPStatus.OK
    return TemplateResponse(request, "admin/translations/files.html", context, status=status)


@require_safe
@translator_required
def export_xlsx(request: HttpRequest, translator: TranslatorContext) -> HttpResponse:
    form = ExportForm(request.GET, texts=translator.texts)
    if not form.is_valid():
        return _files_page(request, translator, export=form)
    languages = form.cleaned_data["languages"]
    content = render_xlsx(_list_rows(translator, form), languages)
    return file_response(content, XLSX, file_name(languages, "xlsx"))


@require_safe
@translator_required
def export_po(request: HttpRequest, translator: TranslatorContext) -> HttpResponse:
    form = PoExportForm(request.GET, texts=translator.texts)
    if not form.is_valid():
        return _files_page(request, translator, export=form)
    (language,) = form.cleaned_data["languages"]
    content = render_po(_list_rows(translator, form), language)
    return file_response(content, PO, file_name([language], "po"))


def _list_rows(translator: TranslatorContext, form: ExportForm) -> list[ExportRow]:
    chosen = form.cleaned_data
    return export_rows(
        translator.texts, chosen["languages"], translator.states, chosen["group"], chosen["show"]
    )


@require_http_methods(["GET", "HEAD", "POST"])
@translator_required
def import_preview(
    request: HttpRequest, translator: TranslatorContext, import_id: UUID
) -> HttpResponse:
    """Shows what the file adds and changes; confirming writes all of it or nothing."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    pending = get_pending_import(user, import_id)
    if pending is None:
        raise Http404
    if not {row["language"] for row in pending.rows} <= set(translator.writable):
        raise PermissionDenied
    if pending.applied_at is not None:
        return redirect("translations:matrix")
    if request.method != "POST":
        return _preview_page(request, pending)
    try:
        count = import_apply(import_id=pending.pk, user=user, texts=translator.by_key)
    except TextsChanged as changed:
        keys = [conflict.edit.text.key for conflict in changed.conflicts]
        return _preview_page(request, pending, keys)
    except TextGone as gone:
        return _preview_page(request, pending, [gone.key])
    text = ngettext("%(count)s translation imported.", "%(count)s translations imported.", count)
    messages.success(request, text % {"count": count})
    return redirect("translations:matrix")


def _preview_page(
    request: HttpRequest, pending: TranslationImport, changed: Sequence[str] = ()
) -> HttpResponse:
    """Renders the preview; `changed` has the keys of texts that were changed since the upload."""
    rows = [row | {"language_name": NAMES[row["language"]]} for row in pending.rows]
    confirmed = [row for row in rows if row["before"] == row["after"]]
    context = {
        **admin.site.each_context(request),
        "title": _("Import these translations?"),
        "pending": pending,
        "rows": rows,
        "added": sum(not row["before"].strip() for row in rows),
        "altered": sum(bool(row["before"].strip()) for row in rows) - len(confirmed),
        "confirmed": len(confirmed),
        "changed": changed,
    }
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    return TemplateResponse(request, "admin/translations/import.html", context, status=status)
