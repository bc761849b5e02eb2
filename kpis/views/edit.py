"""Enters and edits the figures of a period."""

from datetime import date
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthenticatedRequest, editor_required, refuse_role
from accounts.models import Account, User
from kpis.access import restorable_entry_required, today_of
from kpis.domain.drafts import SentDraft
from kpis.domain.periods import Period, PeriodType
from kpis.forms.draft import read_sent
from kpis.forms.entry import EntryForm
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content, kpi_content
from kpis.selectors.draft import draft_for
from kpis.selectors.entry import EntryAccess, entry_for, latest_entry, suggested_for
from kpis.services.draft import draft_discard, draft_save
from kpis.services.entry import (
    EntryChanged,
    EntryDeleted,
    PeriodTaken,
    entry_create,
    entry_update,
)
from kpis.views.entry_page import (
    CONFLICT,
    draft_form,
    empty_form,
    kept_form,
    render_acknowledgement,
    render_page,
    sent_form,
)
from localization.languages import current_language
from web.kept_submissions import kept_fields
from web.middleware import preserves_input
from web.request_data import HtmxRequest


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def entry_new(request: AuthenticatedRequest) -> HttpResponse:
    """Makes the first entry of a period; redirects to the edit page of an existing one."""
    account = request.membership.account
    content = kpi_content(current_language(), request.membership.content_revision)
    if request.method != "POST":
        return _blank_page(request, account, content)
    form = sent_form(request, account, content)
    is_valid, sent = form.is_valid(), read_sent(form)
    if answer := _answer_draft(request, account, form, sent):
        return answer
    if not is_valid or form.preserve_input or form.period is None:
        draft = draft_save(account=account, user=request.user, sent=sent)
        return render_page(request, account, form, draft=draft, sent=sent)
    try:
        entry = entry_create(
            account=account,
            user=request.user,
            period=form.period,
            currency=account.currency,
            inputs=form.inputs,
            draft=sent,
        )
    except PeriodTaken as taken:
        draft = draft_save(account=account, user=request.user, sent=sent)
        form = sent_form(request, account, content, stored=taken.entry)
        return render_page(
            request, account, form, taken.entry, draft=draft, sent=sent, status=CONFLICT
        )
    return _saved(request, entry)


def _asked_period(request: HttpRequest) -> Period | None:
    try:
        start = date.fromisoformat(request.GET.get("period_start", ""))
        return Period(PeriodType(request.GET.get("period_type", "")), start)
    except ValueError:
        return None


def _blank_page(request: HttpRequest, account: Account, content: Content) -> HttpResponse:
    """Renders an empty form for the period in the address, or for the one that comes next.

    What was sent signed out, or else a draft of that period, stands in the fields.
    """
    period = asked = _asked_period(request)
    if asked is None and (kept := kept_fields(request)) is not None:
        return _kept_page(request, account, content, kept)
    if asked is not None:
        existing = entry_for(account, asked)
        if existing is not None:
            return redirect("kpis:edit", existing.pk)
        form = empty_form(account, content, asked)
    else:
        latest = latest_entry(account)
        period = suggested_for(account, latest, today_of(account))
        if period and latest and period.start < latest.period.start:
            form = empty_form(account, content, period)
        else:
            # The period suggested is the one after the latest entry's: that entry is the previous one.
            form = empty_form(account, content, period, find_previous=lambda _period: latest)
    draft = draft_for(account, period)
    return render_page(
        request, account, draft_form(account, content, draft) if draft else form, draft=draft
    )


@preserves_input
@require_http_methods(["GET", "HEAD", "POST"])
@restorable_entry_required
def entry_edit(request: HtmxRequest, access: EntryAccess) -> HttpResponse:
    """Changes the figures of a period that has an entry."""
    entry, content, account = access.entry, access.content, access.entry.account
    user = request.user
    if not user.is_authenticated or not access.may_edit:
        raise refuse_role(account.pk)
    if entry.deleted_at is not None:
        return _deleted_page(request, account, content)
    if request.method != "POST":
        kept = kept_fields(request)
        if kept is not None:
            return _kept_page(request, account, content, kept, entry)
        draft = draft_for(account, entry.period)
        form = draft_form(account, content, draft, entry) if draft else None
        form = form or empty_form(account, content, entry=entry)
        return render_page(request, account, form, entry, draft=draft)
    form = sent_form(request, account, content, entry)
    is_valid, sent = form.is_valid(), read_sent(form)
    if answer := _answer_draft(request, account, form, sent):
        return answer
    if not is_valid or form.preserve_input or form.period is None:
        draft = draft_save(account=account, user=user, sent=sent)
        return render_page(request, account, form, entry, draft=draft, sent=sent)
    try:
        saved = entry_update(
            entry_id=entry.pk,
            version=form.version,
            user=user,
            period=form.period,
            inputs=form.inputs,
            draft=sent,
        )
    except EntryDeleted:
        return _deleted_page(request, account, content)
    except EntryChanged as changed:
        draft = draft_save(account=account, user=user, sent=sent)
        form = sent_form(request, account, content, entry, stored=changed.entry)
        return render_page(
            request, account, form, changed.entry, draft=draft, sent=sent, status=CONFLICT
        )
    except PeriodTaken as taken:
        draft = draft_save(account=account, user=user, sent=sent)
        label = formatting.period_label(taken.entry.period, content.language)
        text = _(
            "There is already an entry for this period (%(period)s). Choose another period,"
            " or edit that entry."
        )
        form.add_error("period_start", text % {"period": label})
        return render_page(request, account, form, entry, draft=draft, sent=sent)
    return _saved(request, saved)


def _answer_draft(
    request: HtmxRequest, account: Account, form: EntryForm, sent: SentDraft
) -> HttpResponse | None:
    """Answers what concerns the draft alone; None where the page is sent to be saved."""
    action = request.POST.get("draft")
    if not request.htmx and action not in ("keep", "discard"):
        return None
    user = cast(User, request.user)
    if action == "discard":
        return _discard(request, account, form, sent)
    draft = draft_save(account=account, user=user, sent=sent)
    if request.htmx:
        return render_acknowledgement(request, form, draft, sent)
    if sent.period is None:
        return render_page(request, account, form, form.entry, draft=draft, sent=sent)
    messages.success(request, _("Draft saved."))
    return redirect("kpis:overview")


def _discard(
    request: HtmxRequest, account: Account, form: EntryForm, sent: SentDraft
) -> HttpResponse:
    """Discards the draft that the page shows, and shows the page without it."""
    period = sent.shown.period
    if period and draft_discard(account=account, period=period, version=sent.shown.version):
        messages.success(request, _("Draft discarded."))
    else:
        messages.error(
            request,
            _("The draft has been changed in the meantime. Check it before you discard it."),
        )
    if form.entry is not None or period is None:
        return redirect(request.path)
    query = urlencode({"period_type": period.type.value, "period_start": period.start.isoformat()})
    return redirect(f"{request.path}?{query}")


def _kept_page(
    request: HttpRequest,
    account: Account,
    content: Content,
    kept: QueryDict,
    entry: KpiEntry | None = None,
) -> HttpResponse:
    """Renders the form with what was sent signed out; it is checked when it is sent again."""
    form = kept_form(account, content, kept, entry)
    form.is_valid()  # reads the period
    draft = draft_for(account, entry.period if entry else form.period)
    return render_page(request, account, form, entry, draft=draft)


def _deleted_page(request: HtmxRequest, account: Account, content: Content) -> HttpResponse:
    """Renders what was sent for a period that was deleted meanwhile, to be entered as a new one."""
    if request.method != "POST" or request.htmx:
        raise Http404
    form = sent_form(request, account, content)
    form.is_valid()  # reads the period
    return render_page(request, account, form, status=CONFLICT, is_deleted=True)


def _saved(request: HttpRequest, entry: KpiEntry) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("kpis:detail", entry.pk)
