"""Renders an account's KPI periods for support: their number and, with consent, their values."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.registry import Table, register_support_results, register_support_status
from content.models import ContentRevision
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.results import compute_values
from kpis.presenters import formatting
from kpis.selectors.content import kpi_content
from kpis.selectors.entry import entries_of
from localization.languages import current_language
from localization.regions import zone

MOST = 40
"""The most periods in the table, which has the newest first."""


@register_support_status
def kpi_states(account: Account) -> Iterator[Table]:
    yield Table(_("KPIs"), [_("Periods")], [(entries_of(account).count(),)])


@register_support_results
def kpi_figures(account: Account) -> Iterator[Table]:
    revision = ContentRevision.objects.values_list("value", flat=True).first()
    content = kpi_content(current_language(), revision)
    today = timezone.localdate(timezone=zone(account.time_zone))
    headers = [_("Period"), *(str(content.kpis[key].name) for key in DEFINITIONS)]
    rows = [
        [
            formatting.marked_if_running(
                formatting.period_label(entry.period, content.language), entry.period, today
            ),
            *(
                formatting.value_text(key, value, content.language, entry.currency) or "–"
                for key, value in compute_values(entry.figures).items()
            ),
        ]
        for entry in entries_of(account)[:MOST]
    ]
    yield Table(_("KPI figures"), headers, rows)
