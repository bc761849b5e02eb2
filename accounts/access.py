"""Whose data is this: the member behind a request, and what they may do in their account."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account, Membership, Role, User
from content.models import CONTENT_REVISION
from localization.regions import zone
from localization.rows import Columns, split_row
from web.request_data import HtmxRequest

P = ParamSpec("P")

SESSION_ACCOUNT = "account"


MEMBERSHIP, ACCOUNT = Columns(Membership, "membership"), Columns(Account, "account")
# By hand, because every page of a member begins with it: see docs/decisions/0003-content-in-memory.md.
PLACES = f"""
SELECT {MEMBERSHIP}, {ACCOUNT}, {CONTENT_REVISION}
FROM accounts_membership membership
JOIN accounts_account account ON account.id = membership.account_id
WHERE membership.user_id = %s
ORDER BY membership.created_at, membership.id
"""  # noqa: S608 - our own columns


def list_memberships(request: HttpRequest, user: User) -> list[Membership]:
    """A user's places: in the account chosen in this session first, then in the order of joining."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [user.pk])
        found = [_place(row, user) for row in cursor.fetchall()]
    chosen = request.session.get(SESSION_ACCOUNT)
    return sorted(found, key=lambda membership: str(membership.account_id) != chosen)


def _place(row: tuple, user: User) -> Membership:
    """A membership with its account, its user and the content's revision."""
    membership, account, revision = split_row(row, MEMBERSHIP, ACCOUNT)
    membership.account, membership.user, membership.content_revision = account, user, revision
    return membership


def current_memberships(request: HttpRequest) -> list[Membership]:
    """The member's places, that in the account they work in first."""
    if not request.user.is_authenticated:
        return []
    if not hasattr(request, "_memberships"):
        request._memberships = list_memberships(request, request.user)
        if request._memberships:
            timezone.activate(zone(request._memberships[0].account.time_zone))
    return request._memberships


def current_membership(request: HttpRequest) -> Membership | None:
    """The member's place in the account they work in: the chosen one, else the one they joined first."""
    return next(iter(current_memberships(request)), None)


def account_for_claim(request: HttpRequest, user: User) -> Account | None:
    """Where what a user brings along goes: the first of their accounts, the chosen one before all, they may edit."""
    editable = (each.account for each in list_memberships(request, user) if each.may_edit)
    return next(editable, None)


class AuthenticatedRequest(HtmxRequest):
    """Represents the request of a signed-in member, as `member_required` hands it to a view."""

    user: User
    membership: Membership


def member_required(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Admits signed-in members of an account; sends a user without one to the page that makes one."""

    @wraps(view)
    @login_required
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        membership = current_membership(request)
        if membership is None:
            return redirect("accounts:account")
        member_request = cast(AuthenticatedRequest, request)
        member_request.membership = membership
        return view(member_request, *args, **kwargs)

    return wrapper


def refuse_role(account_id) -> PermissionDenied:
    """What a lesser role is told: that it may not, and whom to ask."""
    owners = Membership.objects.filter(account=account_id, role=Role.OWNER).select_related("user")
    return PermissionDenied(
        _("Your role in this company lets you read, not change. Ask an owner: %(owners)s.")
        % {"owners": ", ".join(owner.user.email for owner in owners)}
    )
