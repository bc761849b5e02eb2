"""Two languages side by side: a page of texts, one to read and one to write."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from localization.languages import CODES, current_language
from translations.access import TranslatorContext, translator_required
from translations.domain.texts import tidy
from translations.forms.filter import WantedForm
from translations.forms.page import CONFIRM, TARGET, Sent, sent_texts
from translations.presenters.entries import Entry, entry_of, with_sent
from translations.selectors.bounds import bounds_in_force
from translations.selectors.side_by_side import A_PAGE, TextFilter, filter_texts
from translations.selectors.status import TextStatus, with_status
from translations.selectors.texts import ENGLISH
from translations.services.texts import Conflict, Edit, TextGone, TextsChanged, texts_save
from translations.validators import text_problem

CONFLICT = 409
INVALID = 422
NAMES = dict(settings.LANGUAGES)


@require_http_methods(["GET", "HEAD", "POST"])
@translator_required
def texts_page(request: HttpRequest, desk: TranslatorContext) -> HttpResponse:
    form = WantedForm(request.GET, texts=desk.texts, target=_first_target(desk))
    if request.method == "POST":
        return _save(request, desk, form)
    wanted = form.wanted()
    found = filter_texts(with_status(desk.texts, wanted.target, desk.states), wanted)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    entries = _entries(request, list(page), wanted)
    return _render(request, desk, form, wanted, entries, page=page)


def _first_target(desk: TranslatorContext) -> str:
    others = [code for code in CODES if code != ENGLISH]
    return next(iter([*desk.writable, *others, ENGLISH]))


def _entries(request: HttpRequest, judged: list[TextStatus], wanted: TextFilter) -> list[Entry]:
    bounds = bounds_in_force(current_language())
    return [entry_of(one, wanted.source, request.user, bounds) for one in judged]


def _save(request: HttpRequest, desk: TranslatorContext, form: WantedForm) -> HttpResponse:
    """Stores what differs from what the page showed: all of it, or nothing and the reasons."""
    wanted, language = form.wanted(), request.POST.get(TARGET, "")
    if language not in desk.writable:
        raise PermissionDenied
    wanted = TextFilter(wanted.source, language, wanted.group, wanted.show, wanted.search)
    sent = sent_texts(request.POST)
    gone = [one for one in sent if one.key not in desk.by_key and one.changes]
    known = [one for one in sent if one.key in desk.by_key]
    errors = {
        one.key: problem
        for one in known
        if one.changes
        and (problem := text_problem(desk.by_key[one.key], language, tidy(one.value)))
    }
    confirmed = request.POST.get(CONFIRM, "")
    edits = [_edit(desk, one) for one in known if one.changes or one.key == confirmed]
    conflicts: tuple[Conflict, ...] = ()
    if not errors and not gone:
        try:
            return _saved(request, edits, language)
        except TextsChanged as changed:
            conflicts = changed.conflicts
        except TextGone as lost:
            gone = [one for one in known if one.key == lost.key]
    entries = _sent_entries(request, desk, wanted, known, errors, conflicts)
    return _render(request, desk, form, wanted, entries, gone=gone)


def _edit(desk: TranslatorContext, sent: Sent) -> Edit:
    return Edit(desk.by_key[sent.key], sent.value, sent.shown, sent.source)


def _saved(request: HttpRequest, edits: list[Edit], language: str) -> HttpResponse:
    count = texts_save(edits=edits, language=language, user=request.user)
    if count:
        text = ngettext(
            "%(count)s translation stored or confirmed.",
            "%(count)s translations stored or confirmed.",
            count,
        )
        messages.success(request, text % {"count": count})
    else:
        messages.info(request, _("Nothing was changed on this page."))
    return redirect(request.get_full_path())


def _sent_entries(
    request: HttpRequest,
    desk: TranslatorContext,
    wanted: TextFilter,
    known: list[Sent],
    errors: dict[str, str],
    conflicts: tuple[Conflict, ...],
) -> list[Entry]:
    """The texts that were sent, in their order, with all that was typed."""
    judged = with_status([desk.by_key[one.key] for one in known], wanted.target, desk.states)
    by_key = {conflict.edit.text.key: conflict for conflict in conflicts}
    entries = _entries(request, judged, wanted)
    return [
        with_sent(entry, sent, errors.get(sent.key, ""), by_key.get(sent.key))
        for entry, sent in zip(entries, known, strict=True)
    ]


def _render(
    request: HttpRequest,
    desk: TranslatorContext,
    form: WantedForm,
    wanted: TextFilter,
    entries: list[Entry],
    **more,
) -> HttpResponse:
    problems = [entry for entry in entries if entry.has_problem]
    conflicts = any(entry.theirs is not None for entry in problems)
    gone = more.get("gone", [])
    context = {
        **admin.site.each_context(request),
        "title": _("Translations side by side"),
        "form": form,
        "wanted": wanted,
        "source_name": NAMES[wanted.source],
        "target_name": NAMES[wanted.target],
        "entries": entries,
        "page": more.get("page"),
        "problems": problems,
        "gone": gone,
        "may_write": wanted.target in desk.writable,
        "is_english": wanted.target == ENGLISH,
    }
    status = CONFLICT if conflicts else INVALID if problems or gone or form.errors else 200
    return TemplateResponse(request, "admin/translations/texts.html", context, status=status)
