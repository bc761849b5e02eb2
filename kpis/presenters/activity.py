"""Describes what an account's activity says of KPIs."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.registry import ActivityFacts, ActivityGroup, register_activity, register_download
from kpis.domain.periods import Period, PeriodType
from kpis.presenters.formatting import period_label
from localization.languages import current_language

PERIOD = {"period_type": "quarter", "period_start": "2026-07-01"}


@register_activity("kpi_period_deleted", ActivityGroup.DELETION, PERIOD)
def period_deleted(facts: ActivityFacts) -> str:
    return _("Deleted KPI figures (period: %(period)s)") % {"period": _period(facts)}


@register_activity("kpi_period_restored", ActivityGroup.DELETION, PERIOD)
def period_restored(facts: ActivityFacts) -> str:
    return _("Restored KPI figures (period: %(period)s)") % {"period": _period(facts)}


@register_download("kpis")
def kpis_downloaded(facts: ActivityFacts) -> str:
    return _("Downloaded all KPI figures (format: %(format)s)") % {
        "format": facts.get("format").upper()
    }


def _period(facts: ActivityFacts) -> str:
    start = date.fromisoformat(facts.get("period_start"))
    return period_label(Period(PeriodType(facts.get("period_type")), start), current_language())
