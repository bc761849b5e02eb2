"""Admits readers to KPI entries, or refuses them.

Signed out leads to sign-in; another account's entry is not found; a role that may not edit is told
whom to ask.
"""

import uuid
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts.access import UserRequest, show_account
from accounts.models import Account, User
from kpis.selectors.entry import EntryAccess, get_entry_access
from localization.languages import current_language
from localization.regions import zone


def entry_required(
    view: Callable[Concatenate[UserRequest, EntryAccess, ...], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Calls the view with the EntryAccess of a signed-in member in place of the entry's id."""
    return _for_entry(view, with_deleted=False)


def restorable_entry_required(
    view: Callable[Concatenate[UserRequest, EntryAccess, ...], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Does the same, and admits to a deleted entry too while it can be restored."""
    return _for_entry(view, with_deleted=True)


def _for_entry(
    view: Callable[Concatenate[UserRequest, EntryAccess, ...], HttpResponseBase],
    *,
    with_deleted: bool,
) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    @login_required
    def wrapper(request: HttpRequest, entry_id: uuid.UUID, **kwargs: Any) -> HttpResponseBase:
        access = get_entry_access(
            cast(User, request.user), entry_id, current_language(), with_deleted=with_deleted
        )
        if access is None:
            raise Http404
        show_account(request, access.entry.account_id, access.companies)
        timezone.activate(zone(access.entry.account.time_zone))
        return view(cast(UserRequest, request), access, **kwargs)

    return wrapper


def today_of(account: Account) -> date:
    """Returns the date in the account's time zone."""
    return timezone.localdate(timezone=zone(account.time_zone))
