"""Shows two languages side by side, a page of texts at a time, and saves what is written."""

from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from localization.languages import CODES, current_language
from translations.access import StaffRequest, TranslatorContext, translator_required
from translations.domain.submission import TARGET, SubmittedText
from translations.forms.filter import FilterForm
from translations.forms.page import SubmittedPage, read_page
from translations.presenters.entries import Entry, to_entry, with_submitted
from translations.selectors.bounds import bounds_in_force
from translations.selectors.side_by_side import A_PAGE, TextFilter, filter_texts
from translations.selectors.status import TextStatus, with_status
from translations.selectors.texts import ENGLISH
from translations.services.texts import Conflict, TextGone, TextsChanged, texts_save
from web.kept_submissions import kept_fields

CONFLICT = 409
INVALID = 422
NAMES = dict(settings.LANGUAGES)


@require_http_methods(["GET", "HEAD", "POST"])
@translator_required
def texts_page(request: StaffRequest, translator: TranslatorContext) -> HttpResponse:
    form = FilterForm(request.GET, texts=translator.texts, target=_first_target(translator))
    text_filter = form.text_filter()
    if request.method == "POST":
        return _save(request, translator, form, text_filter)
    kept = kept_fields(request)
    language = kept.get(TARGET, "") if kept else ""
    if kept and language in translator.writable:
        text_filter = replace(text_filter, target=language)
        sent = read_page(kept, translator.by_key, language)
        entries = _submitted_entries(request, translator, text_filter, sent, ())
        return _render(request, translator, form, text_filter, entries, gone=sent.gone)
    statuses = with_status(translator.texts, text_filter.target, translator.states)
    page = Paginator(filter_texts(statuses, text_filter), A_PAGE).get_page(request.GET.get("p"))
    entries = _entries(request, list(page), text_filter)
    return _render(request, translator, form, text_filter, entries, page=page)


def _first_target(translator: TranslatorContext) -> str:
    others = [code for code in CODES if code != ENGLISH]
    return next(iter([*translator.writable, *others, ENGLISH]))


def _entries(
    request: StaffRequest, statuses: Sequence[TextStatus], text_filter: TextFilter
) -> list[Entry]:
    bounds = bounds_in_force(current_language())
    return [to_entry(status, text_filter.source, request.user, bounds) for status in statuses]


def _save(
    request: StaffRequest,
    translator: TranslatorContext,
    form: FilterForm,
    text_filter: TextFilter,
) -> HttpResponse:
    """Saves what differs from what the page showed: all of it, or nothing and the reasons."""
    language = request.POST.get(TARGET, "")
    if language not in translator.writable:
        raise PermissionDenied
    text_filter = replace(text_filter, target=language)
    page = read_page(request.POST, translator.by_key, language)
    conflicts: tuple[Conflict, ...] = ()
    if page.is_valid:
        try:
            count = texts_save(edits=page.edits, language=language, user=request.user)
        except TextsChanged as changed:
            conflicts = changed.conflicts
        except TextGone as gone:
            page = page.with_gone(gone.key)
        else:
            return _saved(request, count)
    entries = _submitted_entries(request, translator, text_filter, page, conflicts)
    return _render(request, translator, form, text_filter, entries, gone=page.gone)


def _saved(request: StaffRequest, count: int) -> HttpResponse:
    if count:
        text = ngettext(
            "%(count)s translation saved or confirmed.",
            "%(count)s translations saved or confirmed.",
            count,
        )
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Nothing was changed on this page."))
    return redirect(request.get_full_path())


def _submitted_entries(
    request: StaffRequest,
    translator: TranslatorContext,
    text_filter: TextFilter,
    page: SubmittedPage,
    conflicts: Sequence[Conflict],
) -> list[Entry]:
    """Returns the texts that were sent, in their order, with all that was typed."""
    texts = [translator.by_key[text.key] for text in page.texts]
    statuses = with_status(texts, text_filter.target, translator.states)
    conflict_by_key = {conflict.edit.text.key: conflict for conflict in conflicts}
    return [
        with_submitted(entry, text, page.errors.get(text.key, ""), conflict_by_key.get(text.key))
        for entry, text in zip(_entries(request, statuses, text_filter), page.texts, strict=True)
    ]


def _render(
    request: StaffRequest,
    translator: TranslatorContext,
    form: FilterForm,
    text_filter: TextFilter,
    entries: Sequence[Entry],
    *,
    page: Page[TextStatus] | None = None,
    gone: Sequence[SubmittedText] = (),
) -> HttpResponse:
    problems = [entry for entry in entries if entry.has_problem]
    has_conflict = any(entry.theirs is not None for entry in problems)
    context = {
        **admin.site.each_context(request),
        "title": _("Translations side by side"),
        "form": form,
        "text_filter": text_filter,
        "source_name": NAMES[text_filter.source],
        "target_name": NAMES[text_filter.target],
        "entries": entries,
        "page": page,
        "problems": problems,
        "gone": gone,
        "may_write": text_filter.target in translator.writable,
        "is_english": text_filter.target == ENGLISH,
    }
    status = CONFLICT if has_conflict else INVALID if problems or gone or form.errors else 200
    return TemplateResponse(request, "admin/translations/texts.html", context, status=status)
