"""Whose data is this: the member behind a request, and what they may do in their account."""

from functools import wraps
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership, Role
from localization.models import content_revision

SESSION_ACCOUNT = "account"


def current_membership(request: HttpRequest) -> Membership | None:
    """The member's place in the account they work in: the chosen one, else the one they joined first."""
    if not request.user.is_authenticated:
        return None
    if not hasattr(request, "_membership"):
        found = Membership.objects.filter(user=request.user).select_related("account")
        found = found.annotate(content_revision=content_revision()).order_by("created_at", "pk")
        chosen = request.session.get(SESSION_ACCOUNT)
        memberships = list(found)
        chosen_first = [m for m in memberships if str(m.account_id) == chosen] + memberships
        request._membership = chosen_first[0] if chosen_first else None
        if chosen_first:
            timezone.activate(ZoneInfo(chosen_first[0].account.time_zone))
    return request._membership


def member_required(view):
    """For pages of an account: signed in, and member of one (whoever has none is led to where one is made)."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, *args, **kwargs):
        membership = current_membership(request)
        if membership is None:
            return redirect("accounts:account")
        request.membership = membership
        return view(request, *args, **kwargs)

    return guarded


def refuse_role(account_id) -> PermissionDenied:
    """What a lesser role is told: that it may not, and whom to ask."""
    owners = Membership.objects.filter(account=account_id, role=Role.OWNER).select_related("user")
    return PermissionDenied(
        _("Your role in this company lets you read, not change. Ask an owner: %(owners)s.")
        % {"owners": ", ".join(owner.user.email for owner in owners)}
    )
