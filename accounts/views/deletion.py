from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import (
    AuthenticatedRequest,
    current_memberships,
    member_required,
    owner_required,
    refuse_role,
)
from accounts.models import Role
from accounts.services.account_deletion import (
    UNDO_FOR,
    AccountGone,
    UndoTooLate,
    account_deletion_request,
    account_deletion_undo,
)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def delete(request: AuthenticatedRequest) -> HttpResponseBase:
    """Says what is deleted with the current company and when, and asks for it."""
    return _delete(request)


@reauthentication_required(allow_get=True)
def _delete(request: AuthenticatedRequest) -> HttpResponse:
    account = request.membership.account
    if request.method == "POST":
        try:
            account_deletion_request(account_id=account.pk, by=request.user)
        except AccountGone:
            messages.error(request, _too_late())
        else:
            messages.success(request, _("We are telling all members by email."))
        return redirect("accounts:account")
    context = {
        "membership": request.membership,
        "account": account,
        "member_count": account.memberships.count(),
        "days": UNDO_FOR.days,
    }
    return TemplateResponse(request, "accounts/account_confirm_delete.html", context)


@require_POST
@member_required
def undo(request: AuthenticatedRequest) -> HttpResponse:
    """Takes the deletion of a company back: of the one that is named, else of the current one."""
    account_id = _owned_account(request)
    try:
        is_undone = account_deletion_undo(account_id=account_id, by=request.user)
    except UndoTooLate:
        messages.error(request, _too_late())
    else:
        text = _("The company will not be deleted. We are telling all members by email.")
        messages.success(
            request, text if is_undone else _("Nobody has asked to delete the company.")
        )
    return redirect("accounts:account")


def _owned_account(request: AuthenticatedRequest) -> UUID:
    """Returns the company that is named, if the reader owns it."""
    memberships = current_memberships(request)
    named = request.POST.get("account", str(request.membership.account_id))
    membership = next((each for each in memberships if str(each.account_id) == named), None)
    if membership is None:
        raise Http404
    if membership.role != Role.OWNER:
        raise refuse_role(membership.account_id)
    return membership.account_id


def _too_late() -> str:
    return _("It is too late to undo this: the company is being deleted.")
