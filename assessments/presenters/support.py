"""Presents an account's assessments to support: their states, and their scores by permission."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Account
from accounts.registry import Table, register_support_results, register_support_status
from assessments.models import Assessment
from assessments.presenters.table import overview_columns, overview_rows
from assessments.selectors.results import load_results
from content.models import ContentRevision
from localization.dates import format_date
from localization.languages import current_language
from spreadsheets.cells import Cell

MOST = 100
"""Assessments shown, the newest first."""


@register_support_status
def assessment_states(account: Account) -> Iterator[Table]:
    assessments = Assessment.objects.filter(account=account).select_related("questionnaire")
    rows = [
        (str(row.questionnaire), _state(row), _day(row.started_at), _day(row.completed_at))
        for row in assessments.order_by("-started_at")[:MOST]
    ]
    started, completed = pgettext("date", "Started"), pgettext("date", "Completed")
    yield Table(_("Assessments"), [_("Version"), _("Status"), started, completed], rows)


@register_support_results
def assessment_figures(account: Account) -> Iterator[Table]:
    revision = ContentRevision.objects.values_list("value", flat=True).first()
    results = load_results(account, current_language(), revision)[:MOST]
    rows = [
        ["–" if cell is None else cell for cell in (_written(cell) for cell in row)]
        for row in overview_rows(results)
    ]
    yield Table(_("Results"), overview_columns(results), rows)


def _written(cell: Cell) -> Cell:
    return format_date(cell, current_language()) if isinstance(cell, date) else cell


def _state(row: Assessment) -> str:
    if row.is_withdrawn:
        return _("Withdrawn")
    return pgettext("status", "Completed") if row.is_completed else _("In progress")


def _day(moment: datetime | None) -> str:
    return format_date(localtime(moment).date(), current_language()) if moment else "–"
