"""Lets staff request and undo the deletion of an account, in place of the admin's own deletion."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.admin.confirmation import confirmed
from accounts.models import Account, ActorType, User
from accounts.services.account_deletion import (
    UNDO_FOR,
    AccountGone,
    UndoTooLate,
    account_deletion_request,
    account_deletion_undo,
)


class SchedulesDeletion(admin.ModelAdmin):
    """Deletes accounts as their owners do: after days in which it can be undone, in batches."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leaves out the action that deletes what is selected at once."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @confirmed
    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Says what is deleted and when; requests it, or undoes that."""
        account = self.get_object(request, object_id)
        if account is None:
            raise Http404
        user = request.user
        if not self.has_delete_permission(request, account) or not isinstance(user, User):
            raise PermissionDenied
        if request.method == "POST":
            self._write(request, account, user)
            return redirect("admin:accounts_account_change", account.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Delete %(account)s") % {"account": account},
            "opts": self.opts,
            "account": account,
            "days": UNDO_FOR.days,
        }
        return TemplateResponse(request, "admin/accounts/account/deletion.html", context)

    def _write(self, request: HttpRequest, account: Account, user: User) -> None:
        support = ActorType.SUPPORT
        try:
            if "undo" in request.POST:
                account_deletion_undo(account_id=account.pk, by=user, actor_type=support)
                text = _("The company will not be deleted. We are telling all members by email.")
            else:
                account_deletion_request(account_id=account.pk, by=user, actor_type=support)
                text = _("The company will be deleted. We are telling all members by email.")
        except (AccountGone, UndoTooLate):
            messages.error(request, _("It is too late to undo this: the company is being deleted."))
            return
        label = Account._meta.get_field("deletion_due_at").verbose_name
        self.log_change(request, account, [{"changed": {"fields": [str(label)]}}])
        messages.success(request, text)
