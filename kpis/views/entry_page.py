"""Builds the form of a period's figures and renders its page, for the views that enter and edit."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.models import Account
from kpis.access import today_of
from kpis.domain.drafts import SentDraft, ShownDraft
from kpis.domain.inputs import InputGroup
from kpis.domain.periods import Period
from kpis.forms.draft import acknowledged, draft_data, shown_by, write_shown
from kpis.forms.entry import EntryForm
from kpis.models import KpiDraft, KpiEntry
from kpis.presenters import formatting
from kpis.presenters.live_preview import ComputedRow, compute_rows
from kpis.selectors.content import Content
from kpis.selectors.entry import previous_entry
from web.middleware import is_settings_submit
from web.request_data import HtmxRequest
from web.restored_forms import state_name

CONFLICT = 409
INVALID = 422


def empty_form(
    account: Account,
    content: Content,
    period: Period | None = None,
    *,
    entry: KpiEntry | None = None,
    find_previous: Callable[[Period], KpiEntry | None] | None = None,
) -> EntryForm:
    return EntryForm(
        content,
        account,
        today_of(account),
        find_previous=find_previous or partial(previous_entry, account),
        entry=entry,
        period=period,
    )


def draft_form(
    account: Account, content: Content, draft: KpiDraft, entry: KpiEntry | None = None
) -> EntryForm:
    """Returns a form with a draft's figures; those stored of the entry stand beside them."""
    return EntryForm(
        content,
        account,
        today_of(account),
        find_previous=partial(previous_entry, account),
        data=draft_data(draft, entry, content.language),
        entry=entry,
        stored=entry,
        preserve_input=True,
    )


def kept_form(
    account: Account, content: Content, kept: QueryDict, entry: KpiEntry | None = None
) -> EntryForm:
    """Returns a form with the fields that arrived signed out."""
    return EntryForm(
        content,
        account,
        today_of(account),
        find_previous=partial(previous_entry, account),
        data=kept,
        entry=entry,
        preserve_input=True,
    )


def sent_form(
    request: HtmxRequest,
    account: Account,
    content: Content,
    entry: KpiEntry | None = None,
    *,
    stored: KpiEntry | None = None,
) -> EntryForm:
    """Returns a form with what was sent; after a conflict, `stored` is the entry as it is now."""
    return EntryForm(
        content,
        account,
        today_of(account),
        find_previous=partial(previous_entry, account),
        data=request.POST,
        entry=entry,
        stored=stored,
        preserve_input=bool(request.htmx) or is_settings_submit(request),
    )


def render_page(
    request: HttpRequest,
    account: Account,
    form: EntryForm,
    entry: KpiEntry | None = None,
    *,
    draft: KpiDraft | None = None,
    sent: SentDraft | None = None,
    status: int = 200,
    is_deleted: bool = False,
) -> HttpResponse:
    """Renders the form; `sent` is what the page before it sent, to be saved.

    After a conflict, `entry` is as it is stored, and nothing of it is written. `is_deleted` says
    that the entry which the page showed was deleted.
    """
    has_errors = form.is_bound and not form.is_valid()
    conflict = form.stored if status == CONFLICT else None
    shown = shown_by(form, draft, sent)
    context = {
        "account": account,
        "form": form,
        "entry": entry,
        "draft": draft,
        "shown": write_shown(shown),
        "state": _state(form, shown),
        "stored": conflict,
        "taken": conflict is not None and form.entry is None,
        "action": reverse("kpis:edit", args=[entry.pk]) if entry else reverse("kpis:new"),
        "example": form.example,
        "has_errors": has_errors or conflict is not None,
        "is_deleted": is_deleted,
        "groups": list(InputGroup),
        "computed": _compute_rows(form),
        "label": formatting.period_label(entry.period, form.language) if entry else "",
    }
    status = INVALID if has_errors and sent is not None else status
    return TemplateResponse(request, "kpis/entry_form.html", context, status=status)


def render_acknowledgement(
    request: HttpRequest, form: EntryForm, draft: KpiDraft | None, sent: SentDraft
) -> HttpResponse:
    """Renders what an open page learns: what the figures come to, and whether they are kept."""
    shown = acknowledged(sent, draft)
    context = {
        "groups": _compute_rows(form),
        "is_kept": sent.period is not None,
        "draft": draft,
        "shown": write_shown(shown),
        "state": _state(form, shown),
    }
    return TemplateResponse(
        request, "kpis/_computed.html", context, status=200 if context["is_kept"] else INVALID
    )


def _state(form: EntryForm, shown: ShownDraft) -> str:
    """Returns the name of the form by what is stored of the period: its entry and its draft."""
    return state_name(f"{form.shown_version} {shown.version}")


def _compute_rows(form: EntryForm) -> dict[InputGroup, list[ComputedRow]]:
    return compute_rows(
        form.content,
        period=form.period,
        currency=form.shown_currency,
        inputs=form.valid_inputs,
        previous=form.previous,
        today=form.today,
    )
