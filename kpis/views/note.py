"""Writes the note on a KPI in one period."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import UserRequest, refuse_role
from kpis.access import entry_required
from kpis.domain.enums import KpiKey
from kpis.forms.note import NoteForm
from kpis.models import KpiNote
from kpis.presenters import formatting
from kpis.selectors.entry import EntryAccess
from kpis.selectors.note import note_of
from kpis.services.entry import EntryDeleted
from kpis.services.note import NoteChanged, note_save
from web.kept_submissions import kept_fields
from web.middleware import is_settings_submit, preserves_input


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@entry_required
def note(request: UserRequest, access: EntryAccess, key: str) -> HttpResponse:
    """Shows and saves the note; an outdated page replaces nobody else's."""
    if key not in access.content.kpis:
        raise Http404
    entry = access.entry
    if not access.may_edit:
        raise refuse_role(entry.account_id)
    stored = note_of(entry, KpiKey(key))
    data = request.POST if request.method == "POST" else kept_fields(request)
    form = NoteForm(data, initial={"note": stored.text if stored else ""})
    if request.method != "POST" or is_settings_submit(request):
        return _page(request, access, key, form, stored)
    if not form.is_valid():
        return _page(request, access, key, form, stored, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        note_save(
            entry_id=entry.pk,
            kpi=KpiKey(key),
            user=request.user,
            text=form.cleaned_data["note"],
            version=form.shown_version,
        )
    except NoteChanged as changed:
        form.stored = changed.note.text if changed.note else ""
        return _page(request, access, key, form, changed.note, HTTPStatus.CONFLICT)
    except EntryDeleted as error:
        raise Http404 from error
    messages.success(request, _("Saved."))
    query = urlencode({"period_type": entry.period_type})
    return redirect(f"{reverse('kpis:history', args=[key])}?{query}#notes")


def _page(
    request: UserRequest,
    access: EntryAccess,
    key: str,
    form: NoteForm,
    stored: KpiNote | None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Renders the form with what was typed.

    It keeps the version of the page before it, which still is all that the reader has seen; after
    a conflict, the newer note stands beside the field.
    """
    version = stored.version if stored else 0
    if status != HTTPStatus.CONFLICT and form.shown_version is not None:
        version = form.shown_version
    context = {
        "form": form,
        "entry": access.entry,
        "kpi": access.content.kpis[key],
        "label": formatting.period_label(access.entry.period, access.content.language),
        "version": version,
        "stored": stored,
        "is_conflict": status == HTTPStatus.CONFLICT,
    }
    return TemplateResponse(request, "kpis/note_form.html", context, status=status)
