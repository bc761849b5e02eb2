"""Shows owners who did what in their company, as a page and as a file."""

from collections.abc import Iterator
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from accounts.access import (
    AuthenticatedRequest,
    download_recorded,
    is_unconfirmed,
    owner_required,
)
from accounts.forms.activity import ActivityFilterForm
from accounts.presenters.activity import KEYS, present_activities, sheet_columns, sheet_rows
from accounts.selectors.activity import (
    ActivityFilter,
    get_activity_page,
    iterate_activities,
    list_people,
)
from accounts.services.activity import ADDRESS_KEPT_FOR, KEPT_FOR
from localization.languages import current_language
from localization.regions import zone
from spreadsheets.cells import Cell
from spreadsheets.responses import CSV, streaming_file_response
from spreadsheets.writers import iterate_csv

PAGE = 50
BATCH = 500
"""Activities that are in memory at a time while a file is sent."""
LARGEST_KEY = 2**63 - 1


@require_safe
@owner_required
@reauthentication_required(enabled=is_unconfirmed)
def activity(request: AuthenticatedRequest) -> HttpResponse:
    """Shows what happened in the company, newest first, filtered by the address's query."""
    account = request.membership.account
    form = _form(request)
    is_valid = form.is_valid()
    page = get_activity_page(
        account.pk,
        form.to_filter() if is_valid else ActivityFilter(),
        PAGE,
        before=_key(request, "before"),
        after=_key(request, "after"),
    )
    context = {
        "membership": request.membership,
        "form": form,
        "rows": present_activities(account.pk, page.rows) if is_valid else [],
        "page": page,
        "query": _query(request),
        "is_filtered": is_valid and any(form.cleaned_data.values()),
        "is_owner": True,
        "section": "activity",
        "years": KEPT_FOR.days // 365,
        "address_days": ADDRESS_KEPT_FOR.days,
    }
    return TemplateResponse(
        request, "accounts/activity_list.html", context, status=200 if is_valid else 422
    )


@require_safe
@owner_required
@reauthentication_required(enabled=is_unconfirmed)
def activity_csv(request: AuthenticatedRequest) -> HttpResponseBase:
    """Sends the activities that the page shows, all pages; what cannot be read leads to the page."""
    form = _form(request)
    if not form.is_valid():
        return redirect(f"{reverse('accounts:activity')}?{request.GET.urlencode()}")
    return _file(request, form.to_filter())


@download_recorded("activity", "csv")
def _file(request: AuthenticatedRequest, wanted: ActivityFilter) -> HttpResponseBase:
    language, account = current_language(), request.membership.account
    rows = _sheet(account.pk, wanted, language, account.time_zone)
    return streaming_file_response(
        iterate_csv(rows, language), CSV, f"activity-{timezone.localdate()}.csv"
    )


def _sheet(
    account_id: UUID, wanted: ActivityFilter, language: str, time_zone: str
) -> Iterator[list[Cell]]:
    """Yields the rows of the file; it is sent when the request's language and zone are over."""
    with translation.override(language), timezone.override(zone(time_zone)):
        head: list[list[Cell]] = [[*sheet_columns()], [*KEYS]]
    yield from head
    for activities in iterate_activities(account_id, wanted, BATCH):
        with translation.override(language), timezone.override(zone(time_zone)):
            rows = list(sheet_rows(present_activities(account_id, activities)))
        yield from rows


def _form(request: AuthenticatedRequest) -> ActivityFilterForm:
    return ActivityFilterForm(request.GET, people=list_people(request.membership.account_id))


def _query(request: HttpRequest) -> str:
    """Returns the filters of the address, without the page."""
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    return query.urlencode()


def _key(request: HttpRequest, name: str) -> int | None:
    """Returns the activity next to which the page begins; None where the address names none."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and int(value) <= LARGEST_KEY else None
