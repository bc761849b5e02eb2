"""Finds the member behind a request, and what they may do in their account."""

import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, cast

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account, Membership, Role, User
from accounts.selectors import Company
from accounts.services.activity import download_record
from content.models import content_revision
from localization.regions import zone
from web.compiled_query import CompiledQuery
from web.request_data import HtmxRequest

P = ParamSpec("P")

SESSION_ACCOUNT = "account"


@dataclass(frozen=True)
class MembershipAccess:
    """Holds a user's membership of an account, and the content's revision read with it."""

    account: Account
    user: User
    role: Role
    content_revision: int | None

    @property
    def account_id(self) -> uuid.UUID:
        return self.account.pk

    @property
    def may_edit(self) -> bool:
        return self.role.can_edit


@dataclass(frozen=True)
class CompanyMenu:
    """Holds what the company menu of a page shows."""

    shown: Company | None
    """The company whose data the page shows; None for a user without one."""
    companies: list[Company]

    @property
    def to_be_deleted(self) -> list[Company]:
        """Lists the companies that somebody has asked to delete."""
        return [each for each in self.companies if each.deletion_due_at is not None]


class _MembershipsRequest(HttpRequest):
    """Declares what is stored of the memberships of a request's user."""

    memberships: list[MembershipAccess]
    companies: list[Company]
    shown_account_id: uuid.UUID | None


class UserRequest(HtmxRequest):
    """Represents the request of a signed-in user, who may have no account yet."""

    user: User


class AuthenticatedRequest(UserRequest):
    """Represents the request of a signed-in member, as `member_required` hands it to a view."""

    membership: MembershipAccess


def _memberships_of(user: int) -> QuerySet[Membership]:
    rows = Membership.objects.filter(user=user).select_related("account")
    return rows.annotate(content_revision=content_revision()).order_by("created_at", "pk")


# Nearly every page of a signed-in reader runs it.
_OF_USER = CompiledQuery(_memberships_of, user=-1)


def list_memberships(request: HttpRequest, user: User) -> list[MembershipAccess]:
    """Lists a user's memberships: of the account chosen in this session first, then by joining."""
    rows: Iterable[Any] = _OF_USER(user=user.pk)
    memberships = [
        MembershipAccess(row.account, user, Role(row.role), row.content_revision) for row in rows
    ]
    chosen = request.session.get(SESSION_ACCOUNT)
    return sorted(memberships, key=lambda membership: str(membership.account_id) != chosen)


def current_memberships(request: HttpRequest) -> list[MembershipAccess]:
    """Lists the memberships of the request's user, the current account's first. At most one query.

    Activates the time zone of the current account.
    """
    if not request.user.is_authenticated:
        return []
    memberships_request = cast(_MembershipsRequest, request)
    if not hasattr(request, "memberships"):
        memberships_request.memberships = list_memberships(request, request.user)
        if memberships_request.memberships:
            timezone.activate(zone(memberships_request.memberships[0].account.time_zone))
    return memberships_request.memberships


def current_membership(request: HttpRequest) -> MembershipAccess | None:
    """Returns the membership of the current account: the chosen one, else the first joined."""
    return next(iter(current_memberships(request)), None)


def show_account(
    request: HttpRequest, account_id: uuid.UUID | None, companies: list[Company]
) -> None:
    """Notes whose data the page shows, and the user's companies, which were read with it.

    A record may be of another account of the user than the current one.
    """
    menu_request = cast(_MembershipsRequest, request)
    menu_request.shown_account_id, menu_request.companies = account_id, companies


def company_menu(request: HttpRequest) -> CompanyMenu:
    """Returns the user's companies, and the one whose data the page shows. At most one query.

    It changes no time zone: the page is being rendered already.
    """
    if not request.user.is_authenticated:
        return CompanyMenu(None, [])
    companies = getattr(request, "companies", None)
    if companies is None:
        memberships = getattr(request, "memberships", None)
        if memberships is None:
            memberships = list_memberships(request, request.user)
        companies = [
            Company(
                each.account_id,
                each.account.name,
                each.role,
                each.account.time_zone,
                each.account.deletion_due_at,
            )
            for each in memberships
        ]
        cast(_MembershipsRequest, request).companies = companies
    shown_id = getattr(request, "shown_account_id", None) or request.session.get(SESSION_ACCOUNT)
    shown = [each for each in companies if str(each.account_id) == str(shown_id)] or companies
    return CompanyMenu(next(iter(shown), None), sorted(companies, key=_by_name))


def _by_name(company: Company) -> str:
    return company.name.casefold()


def _for_role(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponseBase],
    admits: Callable[[MembershipAccess], bool],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Admits the members that `admits` accepts; tells the others whom to ask."""

    @wraps(view)
    @member_required
    def wrapper(
        request: AuthenticatedRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not admits(request.membership):
            raise refuse_role(request.membership.account_id)
        return view(request, *args, **kwargs)

    return wrapper


def owner_required(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Admits the owners of the current account; tells its other members whom to ask."""
    return _for_role(view, lambda membership: membership.role == Role.OWNER)


def editor_required(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Admits members whose role may write to the account; tells the others whom to ask."""
    return _for_role(view, lambda membership: membership.may_edit)


def account_choose(request: HttpRequest, account_id: uuid.UUID) -> None:
    """Makes an account of the user the current one of the session, until sign-out.

    What other tabs still show was made for the account before: their forms lose their token, so
    that nothing of them is written into this one. What was typed is kept (decision 0007).
    """
    request.session[SESSION_ACCOUNT] = str(account_id)
    rotate_token(request)


def account_for_claim(request: HttpRequest, user: User) -> Account | None:
    """Returns the account that a guest's assessments go to: the user's first that they may edit."""
    editable = (each.account for each in list_memberships(request, user) if each.may_edit)
    return next(editable, None)


def member_required(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Admits signed-in members of an account; sends a user without one to create one."""

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


def is_unconfirmed(request: HttpRequest) -> bool:
    """Tells whether the user has not typed the password or a second factor lately.

    It reads the session alone; allauth first asks the database for each kind of second factor, which
    a page that is only read does not need. For `enabled` of `reauthentication_required`.
    """
    records = get_authentication_records(request, request.user)
    confirmed_at = [record["at"] for record in records if record.get("reauthenticated")]
    return time.time() - max(confirmed_at, default=0) >= app_settings.REAUTHENTICATION_TIMEOUT


def download_recorded(
    what: str, file_format: str
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Lets the account's activity show who downloads a file; stands below what admits the member."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def wrapper(
            request: AuthenticatedRequest, /, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if request.method == "GET" and response.status_code == HTTPStatus.OK:
                download_record(
                    account_id=request.membership.account_id,
                    by=request.user,
                    what=what,
                    file_format=file_format,
                )
            return response

        return wrapper

    return decorate


def refuse_role(account_id: uuid.UUID | None) -> PermissionDenied:
    """Returns the error for a role that may not change the account's data; names its owners."""
    owners = Membership.objects.filter(account=account_id, role=Role.OWNER).select_related("user")
    return PermissionDenied(
        _(
            "Your role in this company lets you view this but not change it. Ask an owner: "
            "%(owners)s."
        )
        % {"owners": ", ".join(owner.user.email for owner in owners)}
    )
