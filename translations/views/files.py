"""Texts out to translators and back: export, import with a preview."""

from dataclasses import asdict

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from translations.access import TranslatorContext, translator_required
from translations.exports import po, xlsx
from translations.exports.table import export_rows
from translations.forms.files import ExportForm, PoExportForm, UploadForm
from translations.imports.plan import Plan, Setting, make_plan
from translations.imports.po import read_po
from translations.imports.rows import UnreadableFile
from translations.imports.xlsx import read_xlsx
from translations.models import TranslationImport
from translations.services.imports import import_apply, import_draft
from translations.services.texts import TextGone, TextsChanged

CONFLICT = 409
INVALID = 422
MOST_ERRORS = 200
NAMES = dict(settings.LANGUAGES)


@require_http_methods(["GET", "HEAD", "POST"])
@translator_required
def files_page(request: HttpRequest, desk: TranslatorContext) -> HttpResponse:
    """Reads a file; nothing is written before its preview is confirmed."""
    if request.method != "POST":
        return _files_page(request, desk)
    if not desk.writable:
        raise PermissionDenied
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _files_page(request, desk, upload=form)
    try:
        plan = _plan(form.cleaned_data["file"], desk)
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return _files_page(request, desk, upload=form)
    if plan.errors:
        return _files_page(request, desk, upload=form, plan=plan)
    if not plan.changes:
        messages.info(request, _("Everything in this file is stored already; nothing changes."))
        return redirect("translations:files")
    draft = import_draft(
        user=request.user,
        file_name=form.cleaned_data["file"].name,
        rows=[asdict(change) for change in plan.changes],
        counts={"unchanged": plan.unchanged, "kept": plan.kept, "unsure": plan.unsure},
    )
    return redirect("translations:import_preview", draft.pk)


def _plan(file, desk: TranslatorContext) -> Plan:
    read = read_xlsx if file.name.lower().endswith(".xlsx") else read_po
    rows = read(file.read())
    return make_plan(rows, Setting(desk.by_key, desk.states, desk.writable))


def _files_page(
    request: HttpRequest,
    desk: TranslatorContext,
    upload: UploadForm | None = None,
    export: ExportForm | None = None,
    plan: Plan | None = None,
) -> HttpResponse:
    errors = plan.errors if plan else []
    has_errors = bool(errors) or any(form.errors for form in (upload, export) if form)
    context = {
        **admin.site.each_context(request),
        "title": _("Files for translators"),
        "export": export or ExportForm(texts=desk.texts, initial={"languages": desk.writable}),
        "upload": upload or UploadForm(),
        "row_errors": errors[:MOST_ERRORS],
        "more": max(len(errors) - MOST_ERRORS, 0),
        "may_write": bool(desk.writable),
        "has_errors": has_errors,
    }
    status = INVALID if has_errors else 200
    return TemplateResponse(request, "admin/translations/files.html", context, status=status)


@require_safe
@translator_required
def export_xlsx(request: HttpRequest, desk: TranslatorContext) -> HttpResponse:
    form = ExportForm(request.GET, texts=desk.texts)
    if not form.is_valid():
        return _files_page(request, desk, export=form)
    languages = form.cleaned_data["languages"]
    content = xlsx.render_xlsx(_rows(desk, form), languages)
    return _file(content, xlsx.CONTENT_TYPE, f"translations-{'-'.join(languages)}.xlsx")


@require_safe
@translator_required
def export_po(request: HttpRequest, desk: TranslatorContext) -> HttpResponse:
    form = PoExportForm(request.GET, texts=desk.texts)
    if not form.is_valid():
        return _files_page(request, desk, export=form)
    (language,) = form.cleaned_data["languages"]
    content = po.po_of(_rows(desk, form), language)
    return _file(content, po.CONTENT_TYPE, f"translations-{language}.po")


def _rows(desk: TranslatorContext, form: ExportForm) -> list:
    chosen = form.cleaned_data
    return export_rows(
        desk.texts, chosen["languages"], desk.states, chosen["group"], chosen["show"]
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@translator_required
def import_preview(request: HttpRequest, desk: TranslatorContext, import_id) -> HttpResponse:
    """What the file adds and changes, old beside new; confirming writes all of it or nothing."""
    draft = TranslationImport.objects.filter(pk=import_id, created_by=request.user).first()
    if draft is None:
        raise Http404
    if not {row["language"] for row in draft.rows} <= set(desk.writable):
        raise PermissionDenied
    if draft.applied_at is not None:
        return redirect("translations:matrix")
    if request.method == "POST":
        return _apply(request, desk, draft)
    return _preview_page(request, draft)


def _apply(request: HttpRequest, desk: TranslatorContext, draft: TranslationImport) -> HttpResponse:
    try:
        count = import_apply(import_id=draft.pk, user=request.user, texts=desk.by_key)
    except TextsChanged as changed:
        keys = [conflict.edit.text.key for conflict in changed.conflicts]
        return _preview_page(request, draft, keys)
    except TextGone as gone:
        return _preview_page(request, draft, [gone.key])
    text = ngettext("%(count)s translation imported.", "%(count)s translations imported.", count)
    messages.success(request, text % {"count": count})
    return redirect("translations:matrix")


def _preview_page(request: HttpRequest, draft: TranslationImport, changed=()) -> HttpResponse:
    rows = [row | {"language_name": NAMES[row["language"]]} for row in draft.rows]
    confirmed = [row for row in rows if row["before"] == row["after"]]
    context = {
        **admin.site.each_context(request),
        "title": _("Import these translations?"),
        "draft": draft,
        "rows": rows,
        "added": sum(not row["before"].strip() for row in rows),
        "altered": sum(bool(row["before"].strip()) for row in rows) - len(confirmed),
        "confirmed": len(confirmed),
        "changed": changed,
    }
    status = CONFLICT if changed else 200
    return TemplateResponse(request, "admin/translations/import.html", context, status=status)
