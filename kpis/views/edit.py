from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import refuse_role
from accounts.models import Account
from kpis.access import editor_required, entry_required, today_of
from kpis.domain.periods import Period, PeriodType, suggested_period
from kpis.forms import EntryForm
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.presenters.live_preview import computed_html
from kpis.selectors.content import Content, kpi_content
from kpis.selectors.entry import EntryAccess, entry_for, latest_entry, previous_entry
from kpis.services.entry import EntryChanged, PeriodTaken, entry_create, entry_update
from localization.languages import current_language
from web.middleware import is_settings_submit, preserves_input

CONFLICT = 409
INVALID = 422


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def entry_new(request: HttpRequest) -> HttpResponse:
    """The first entry for a period; a period that has one is opened for editing."""
    membership = request.membership
    account, today = membership.account, today_of(membership.account)
    content = kpi_content(current_language(), membership.content_revision)
    if request.method != "POST":
        return _blank_page(request, account, content, today)
    staying = request.htmx or is_settings_submit(request)
    form = EntryForm(content, account.currency, today, data=request.POST, staying=staying)
    if request.htmx:
        return _computed(request, account, form)
    if not form.is_valid() or staying:
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
        return _ask(request, account, form, taken.entry)
    return _saved(request, entry)


def _asked_period(request: HttpRequest) -> Period | None:
    try:
        start = date.fromisoformat(request.GET.get("period_start", ""))
        return Period(PeriodType(request.GET.get("period_type", "")), start)
    except ValueError:
        return None


def _blank_page(request: HttpRequest, account: Account, content: Content, today) -> HttpResponse:
    """For the period that is asked for, or the one that comes next."""
    asked = _asked_period(request)
    if asked is not None:
        existing = entry_for(account, asked)
        if existing is not None:
            return redirect("kpis:edit", existing.pk)
        return _page(request, account, EntryForm(content, account.currency, today, period=asked))
    latest = latest_entry(account)
    period = suggested_period(latest.period if latest else None, today)
    form = EntryForm(content, account.currency, today, period=period)
    form.previous = latest if period else None
    return _page(request, account, form)


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@entry_required
def entry_edit(request: HttpRequest, opened: EntryAccess) -> HttpResponse:
    """Figures of a period that has an entry."""
    entry, account = opened.entry, opened.entry.account
    if not opened.may_edit:
        raise refuse_role(account.pk)
    today, staying = today_of(account), request.htmx or is_settings_submit(request)
    data = request.POST if request.method == "POST" else None
    form = EntryForm(opened.content, entry.currency, today, data=data, entry=entry, staying=staying)
    if request.htmx:
        return _computed(request, account, form)
    if data is None or not form.is_valid() or staying:
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
        return _ask(request, account, form, changed.entry)
    except PeriodTaken as taken:
        label = formatting.period_label(taken.entry.period, opened.content.language)
        text = _("%(period)s has an entry already. Choose another period, or edit that entry.")
        form.add_error("period_start", text % {"period": label})
        return _page(request, account, form, entry)
    return _saved(request, saved)


def _saved(request: HttpRequest, entry: KpiEntry) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("kpis:detail", entry.pk)


def _ask(request: HttpRequest, account: Account, form: EntryForm, newer: KpiEntry) -> HttpResponse:
    """What is stored and what was typed differ: both are shown, and nothing is written yet."""
    form.show_newer(newer)
    return _page(request, account, form, newer, status=CONFLICT)


def _page(
    request: HttpRequest,
    account: Account,
    form: EntryForm,
    entry: KpiEntry | None = None,
    status: int = 200,
) -> HttpResponse:
    if form.period is not None and form.previous is None:
        form.previous = previous_entry(account, form.period)
    has_errors = form.is_bound and bool(form.errors)
    status = INVALID if has_errors else status
    context = {
        "account": account,
        "form": form,
        "entry": entry,
        "newer": form.newer,
        "taken": form.newer is not None and form.entry is None,
        "action": reverse("kpis:edit", args=[entry.pk]) if entry else reverse("kpis:new"),
        "example": form.example,
        "has_errors": has_errors or form.newer is not None,
        "computed": computed_html(form),
        "label": formatting.period_label(entry.period, form.language) if entry else "",
    }
    return TemplateResponse(request, "kpis/entry_form.html", context, status=status)


def _computed(request: HttpRequest, account: Account, form: EntryForm) -> HttpResponse:
    """What the figures typed so far come to, for the open page; nothing is stored."""
    form.is_valid()
    if form.period is not None:
        form.previous = previous_entry(account, form.period)
    return TemplateResponse(request, "kpis/_computed.html", {"groups": computed_html(form)})
