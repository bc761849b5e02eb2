"""Answers the link of an invitation."""

from allauth.account.utils import complete_signup
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import account_choose
from accounts.forms.invited_sign_up import InvitedSignupForm
from accounts.models import Account, Invitation, Role, User
from accounts.selectors import get_invitation
from accounts.services.invitations import (
    InvitationClosed,
    InvitedSomebodyElse,
    invitation_accept,
    is_invited,
)
from web.link_tokens import token_hash


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponseBase:
    """Shows an invitation to who holds its link, who signs up, signs in or joins.

    Opening the link changes nothing: programs that check links open it too. Signed in with another
    address, a reader learns neither the company nor the address.
    """
    invitation = get_invitation(token_hash(token))
    if invitation is None:
        return _closed(request)
    if not request.user.is_authenticated:
        return _signed_out(request, invitation, token)
    if not is_invited(invitation, request.user):
        return TemplateResponse(request, "accounts/invitation_not_yours.html", status=403)
    if request.method == "POST":
        return _join(request, request.user, token)
    return _page(request, invitation)


def _join(request: HttpRequest, user: User, token: str) -> HttpResponse:
    try:
        account = invitation_accept(token=token, user=user)
    except (InvitationClosed, InvitedSomebodyElse):
        return _closed(request)
    _welcome(request, account)
    return redirect("assessments:list")


def _signed_out(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponseBase:
    """Lets a new user sign up; who has an account is asked to sign in."""
    if invitation.accepted_by_id is not None:
        return _closed(request)
    if User.objects.filter(email=invitation.email).exists():
        return _page(request, invitation)
    form = InvitedSignupForm(request.POST or None, email=invitation.email, token=token)
    if request.method == "POST" and form.is_valid():
        try:
            user, _response = form.try_save(request)
        except IntegrityError:  # signed up a moment ago, in another tab
            return redirect(request.path)
        except InvitationClosed:
            return _closed(request)
        _welcome(request, form.account)
        return complete_signup(request, user, None, reverse("assessments:list"))
    return _page(request, invitation, form)


def _welcome(request: HttpRequest, account: Account) -> None:
    account_choose(request, account.pk)
    text = _("You now belong to %(company)s.")
    messages.success(request, text % {"company": account.name})


def _page(
    request: HttpRequest, invitation: Invitation, form: InvitedSignupForm | None = None
) -> HttpResponse:
    context = {
        "invitation": invitation,
        "company": invitation.account.name,
        "role": Role(invitation.role).label,
        "form": form,
        "has_page_form": form is not None,
    }
    status = 422 if form is not None and form.errors else 200
    return TemplateResponse(request, "accounts/invitation_accept.html", context, status=status)


def _closed(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "accounts/invitation_closed.html", status=404)
