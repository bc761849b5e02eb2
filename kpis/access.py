"""Opens the entry that an address names, or refuses, as the product promises.

Signed out leads to sign-in; another account's entry is not found; a lesser role is told whom
to ask.
"""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.access import member_required, refuse_role
from accounts.models import Account
from kpis.selectors.entry import get_entry_access
from localization.languages import current_language
from localization.regions import zone


def entry_required(view):
    """Calls the view with the opened entry in place of its id."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, entry_id, **kwargs):
        opened = get_entry_access(request.user, entry_id, current_language())
        if opened is None:
            raise Http404
        timezone.activate(zone(opened.entry.account.time_zone))
        return view(request, opened, **kwargs)

    return guarded


def editor_required(view):
    """For pages that write to the account: its owners and editors."""

    @wraps(view)
    @member_required
    def guarded(request: HttpRequest, *args, **kwargs):
        if not request.membership.may_edit:
            raise refuse_role(request.membership.account_id)
        return view(request, *args, **kwargs)

    return guarded


def today_of(account: Account):
    """The date where the account is."""
    return timezone.localdate(timezone=zone(account.time_zone))
