"""Deletes a period, and restores it while that is possible."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import UserRequest, refuse_role
from kpis.access import restorable_entry_required
from kpis.models.entry import DELETED_KEPT_FOR
from kpis.presenters import formatting
from kpis.selectors.entry import EntryAccess
from kpis.services.deletion import entry_delete, entry_restore
from kpis.services.entry import PeriodTaken


@require_http_methods(["GET", "HEAD", "POST"])
@restorable_entry_required
def delete(request: UserRequest, access: EntryAccess) -> HttpResponse:
    """Asks first; deletes the period when confirmed. Confirmed twice, it is deleted once."""
    entry = access.entry
    if not access.may_edit:
        raise refuse_role(entry.account_id)
    if entry.deleted_at is not None:
        return redirect("kpis:overview")
    label = formatting.period_label(entry.period, access.content.language)
    if request.method != "POST":
        context = {"entry": entry, "label": label, "days": DELETED_KEPT_FOR.days}
        return TemplateResponse(request, "kpis/entry_confirm_delete.html", context)
    entry_delete(entry_id=entry.pk, user=request.user)
    messages.success(
        request,
        _(
            "Period deleted: %(period)s. You can restore it for %(days)s days, at the end of this page."
        )
        % {"period": label, "days": DELETED_KEPT_FOR.days},
    )
    return redirect("kpis:overview")


@require_POST
@restorable_entry_required
def restore(request: UserRequest, access: EntryAccess) -> HttpResponse:
    """Restores a deleted period, unless it was entered again."""
    entry = access.entry
    if not access.may_edit:
        raise refuse_role(entry.account_id)
    label = formatting.period_label(entry.period, access.content.language)
    try:
        entry_restore(entry_id=entry.pk, user=request.user)
    except PeriodTaken as taken:
        context = {"entry": entry, "label": label, "taken": taken.entry}
        return TemplateResponse(
            request, "kpis/entry_restore_refused.html", context, status=HTTPStatus.CONFLICT
        )
    messages.success(request, _("Period restored: %(period)s.") % {"period": label})
    return redirect("kpis:detail", entry.pk)
