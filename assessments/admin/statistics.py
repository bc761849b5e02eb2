"""Shows staff how all accounts together use the questionnaire."""

from datetime import date

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.registry import Table
from assessments.models import UsageStatistics
from assessments.models.statistics import ALL_ANSWERED
from assessments.selectors.statistics import MONTHS, Row, VersionStatistics, usage_statistics
from localization.dates import format_month
from localization.languages import LANGUAGE_NAMES, current_language


@admin.register(UsageStatistics)
class UsageStatisticsAdmin(admin.ModelAdmin):
    """Registers a page that can be read only."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.statistics_view)
        return [path("", view, name="assessments_usagestatistics_changelist")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False

    def statistics_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        versions = usage_statistics(current_language(), since=_first_month())
        context = {
            **self.admin_site.each_context(request),
            "title": _("Usage statistics"),
            "opts": self.opts,
            "months": MONTHS,
            "tables": [_table(version) for version in versions],
        }
        return TemplateResponse(request, "admin/assessments/numbers.html", context)


def _first_month() -> date:
    """Returns the first day of the oldest month that the page has."""
    today = timezone.now().date()
    year, month = divmod(today.year * 12 + today.month - MONTHS, 12)
    return date(year, month + 1, 1)


def _table(numbers: VersionStatistics) -> Table:
    stops = [*numbers.sections, (ALL_ANSWERED, _("All answered"))]
    headers = [
        _("Month"),
        _("Language"),
        pgettext("number", "Started"),
        pgettext("number", "Completed"),
        *(name for _key, name in stops),
    ]
    title = _("Version %(version)s") % {"version": numbers.version}
    return Table(title, headers, [_cells(row, stops) for row in numbers.rows])


def _cells(row: Row, stops: list[tuple[str, str]]) -> list[object]:
    return [
        format_month(row.month, current_language()),
        LANGUAGE_NAMES.get(row.language) or _("unknown"),
        row.started,
        row.completed,
        *(row.reached.get(key, 0) for key, _name in stops),
    ]
