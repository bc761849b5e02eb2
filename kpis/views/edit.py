"""Enters and edits the figures of a period."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthenticatedRequest, refuse_role
from accounts.models import Account
from kpis.access import editor_required, entry_required, today_of
from kpis.domain.inputs import InputGroup
from kpis.domain.periods import Period, PeriodType, suggested_period
from kpis.forms.entry import EntryForm
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.presenters.live_preview import ComputedRow, compute_rows
from kpis.selectors.content import Content, kpi_content
from kpis.selectors.entry import EntryAccess, entry_for, latest_entry, previous_entry
from kpis.services.entry import EntryChanged, PeriodTaken, entry_create, entry_update
from localization.languages import current_language
from web.kept_submissions import kept_fields
from web.middleware import is_settings_submit, preserves_input
from web.request_data import HtmxRequest

CONFLICT = 409
INVALID = 422


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def entry_new(request: AuthenticatedRequest) -> HttpResponse:
    """Makes the first entry of a period; redirects to the edit page of an existing one."""
    account = request.membership.account
    content = kpi_content(current_language(), request.membership.content_revision)
    if request.method != "POST":
        return _blank_page(request, account, content)
    form = _sent_form(request, account, content)
    if request.htmx:
        return _computed(request, form)
    if not form.is_valid() or form.preserve_input or form.period is None:
        return _page(request, account, form)
    try:
        entry = entry_create(
            account=account,
            user=request.user,
            period=form.period,
            currency=account.currency,
            inputs=form.inputs,
        )
    except PeriodTaken as taken:
        form = _sent_form(request, account, content, stored=taken.entry)
        return _page(request, account, form, taken.entry, status=CONFLICT)
    return _saved(request, entry)


def _asked_period(request: HttpRequest) -> Period | None:
    try:
        start = date.fromisoformat(request.GET.get("period_start", ""))
        return Period(PeriodType(request.GET.get("period_type", "")), start)
    except ValueError:
        return None


def _blank_page(request: HttpRequest, account: Account, content: Content) -> HttpResponse:
    """Renders an empty form for the period in the address, or for the one that comes next."""
    asked = _asked_period(request)
    if asked is None and (kept := kept_fields(request)) is not None:
        return _page(request, account, _kept_form(account, content, kept))
    if asked is not None:
        existing = entry_for(account, asked)
        if existing is not None:
            return redirect("kpis:edit", existing.pk)
        return _page(request, account, _empty_form(account, content, asked))
    latest = latest_entry(account)
    period = suggested_period(latest.period if latest else None, today_of(account))
    # The period suggested is the one after the latest entry's, so that entry is the previous one.
    form = _empty_form(account, content, period, find_previous=lambda _period: latest)
    return _page(request, account, form)


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@entry_required
def entry_edit(request: HtmxRequest, access: EntryAccess) -> HttpResponse:
    """Changes the figures of a period that has an entry."""
    entry, content, account = access.entry, access.content, access.entry.account
    if not request.user.is_authenticated or not access.may_edit:
        raise refuse_role(account.pk)
    if request.method != "POST":
        kept = kept_fields(request)
        form = _kept_form(account, content, kept, entry) if kept else None
        return _page(request, account, form or _empty_form(account, content, entry=entry), entry)
    form = _sent_form(request, account, content, entry)
    if request.htmx:
        return _computed(request, form)
    if not form.is_valid() or form.preserve_input or form.period is None:
        return _page(request, account, form, entry)
    try:
        saved = entry_update(
            entry_id=entry.pk,
            version=form.version,
            user=request.user,
            period=form.period,
            inputs=form.inputs,
        )
    except EntryChanged as changed:
        form = _sent_form(request, account, content, entry, stored=changed.entry)
        return _page(request, account, form, changed.entry, status=CONFLICT)
    except PeriodTaken as taken:
        label = formatting.period_label(taken.entry.period, content.language)
        text = _("%(period)s has an entry already. Choose another period, or edit that entry.")
        form.add_error("period_start", text % {"period": label})
        return _page(request, account, form, entry)
    return _saved(request, saved)


def _empty_form(
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


def _sent_form(
    request: HtmxRequest,
    account: Account,
    content: Content,
    entry: KpiEntry | None = None,
    *,
    stored: KpiEntry | None = None,
) -> EntryForm:
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


def _kept_form(
    account: Account, content: Content, kept: QueryDict, entry: KpiEntry | None = None
) -> EntryForm:
    """Returns a form with what was sent signed out; it is checked when it is sent again."""
    return EntryForm(
        content,
        account,
        today_of(account),
        find_previous=partial(previous_entry, account),
        data=kept,
        entry=entry,
        preserve_input=True,
    )


def _saved(request: HttpRequest, entry: KpiEntry) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("kpis:detail", entry.pk)


def _page(
    request: HttpRequest,
    account: Account,
    form: EntryForm,
    entry: KpiEntry | None = None,
    status: int = 200,
) -> HttpResponse:
    """Renders the form. After a conflict, `entry` is as it is stored, and nothing is written."""
    has_errors = form.is_bound and not form.is_valid()
    context = {
        "account": account,
        "form": form,
        "entry": entry,
        "stored": form.stored,
        "taken": form.stored is not None and form.entry is None,
        "action": reverse("kpis:edit", args=[entry.pk]) if entry else reverse("kpis:new"),
        "example": form.example,
        "has_errors": has_errors or form.stored is not None,
        "computed": _compute_rows(form),
        "label": formatting.period_label(entry.period, form.language) if entry else "",
    }
    status = INVALID if has_errors else status
    return TemplateResponse(request, "kpis/entry_form.html", context, status=status)


def _computed(request: HttpRequest, form: EntryForm) -> HttpResponse:
    """Renders what the figures typed so far come to, for the open page; stores nothing."""
    form.is_valid()
    return TemplateResponse(request, "kpis/_computed.html", {"groups": _compute_rows(form)})


def _compute_rows(form: EntryForm) -> dict[InputGroup, list[ComputedRow]]:
    return compute_rows(
        form.content,
        period=form.period,
        currency=form.shown_currency,
        inputs=form.valid_inputs,
        previous=form.previous,
    )
