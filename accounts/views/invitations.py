import uuid

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import AuthenticatedRequest, owner_required
from accounts.forms.members import InvitationForm
from accounts.models import Invitation, Role
from accounts.selectors import list_invitations
from accounts.services.invitations import (
    VALID_FOR,
    AlreadyMember,
    invitation_revoke,
    invitation_send,
    invitation_send_again,
)
from web.limits import limited
from web.request_data import asks_language


@asks_language
@require_http_methods(["GET", "HEAD", "POST"])
@owner_required
def invitations(request: AuthenticatedRequest) -> HttpResponse:
    """Shows the open invitations of the current account, and invites a colleague."""
    return _invite(request) if request.method == "POST" else _page(request, InvitationForm())


@reauthentication_required(enabled=lambda request: request.POST.get("role") == Role.OWNER)
@limited("invite")
def _invite(request: AuthenticatedRequest) -> HttpResponse:
    form = InvitationForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            invitation_send(
                account=request.membership.account,
                email=data["email"],
                role=Role(data["role"]),
                language=data["language"],
                by=request.user,
            )
        except AlreadyMember:
            form.add_error("email", _("This person is already a member."))
        else:
            _tell_sent(request, data["email"])
            return redirect("accounts:invitations")
    return _page(request, form)


def _page(request: AuthenticatedRequest, form: InvitationForm) -> HttpResponse:
    context = {
        "membership": request.membership,
        "form": form,
        "invitations": list_invitations(request.membership.account),
        "valid_days": VALID_FOR.days,
        "is_owner": True,
        "section": "invitations",
    }
    return TemplateResponse(
        request, "accounts/invitation_list.html", context, status=422 if form.errors else 200
    )


@require_POST
@owner_required
@limited("invite")
def again(request: AuthenticatedRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Sends an invitation with a new link."""
    invitation = _get_invitation(request, invitation_id)
    invitation_send_again(invitation=invitation, by=request.user)
    _tell_sent(request, invitation.email)
    return redirect("accounts:invitations")


@require_POST
@owner_required
def revoke(request: AuthenticatedRequest, invitation_id: uuid.UUID) -> HttpResponse:
    """Ends an invitation."""
    invitation = _get_invitation(request, invitation_id)
    invitation_revoke(invitation=invitation, by=request.user)
    text = _("The invitation for %(email)s is revoked. Its link no longer works.")
    messages.success(request, text % {"email": invitation.email})
    return redirect("accounts:invitations")


def _get_invitation(request: AuthenticatedRequest, invitation_id: uuid.UUID) -> Invitation:
    open_ones = Invitation.objects.filter(account=request.membership.account, accepted_by=None)
    invitation = open_ones.filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    return invitation


def _tell_sent(request: AuthenticatedRequest, email: str) -> None:
    text = _("We are sending the invitation to %(email)s.")
    messages.success(request, text % {"email": email})
