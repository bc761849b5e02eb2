"""What support sees of an account's KPI periods: how many there are, and with the account's leave their values."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts.models import Account
from accounts.registry import Table, register_support_results, register_support_status
from content.models import ContentRevision
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content, kpi_content
from kpis.selectors.entry import entries_of
from localization.languages import current_language

MOST = 40
"""Periods shown, the newest first."""


@register_support_status
def kpi_states(account: Account) -> Iterator[Table]:
    yield Table(_("KPIs"), [_("Periods")], [(entries_of(account).count(),)])


@register_support_results
def kpi_figures(account: Account) -> Iterator[Table]:
    revision = ContentRevision.objects.values_list("value", flat=True).first()
    content = kpi_content(current_language(), revision)
    headers = [_("Period"), *(str(content.kpis[key].name) for key in DEFINITIONS)]
    rows = [
        [
            formatting.period_label(entry.period, content.language),
            *(_value(entry, key, content) for key in DEFINITIONS),
        ]
        for entry in entries_of(account)[:MOST]
    ]
    yield Table(_("KPI figures"), headers, rows)


def _value(entry: KpiEntry, key: KpiKey, content: Content) -> str:
    definition = DEFINITIONS[key]
    value = definition.formula(entry.inputs, entry.period.months).value
    if value is None:
        return "–"
    return str(formatting.figure(value, definition.unit, content.language, entry.currency))
