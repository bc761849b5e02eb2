"""Describes what an account's activity says of KPIs."""

from django.utils.translation import gettext as _

from accounts.registry import ActivityFacts, register_download


@register_download("kpis")
def kpis_downloaded(facts: ActivityFacts) -> str:
    return _("Downloaded all KPI figures (format: %(format)s)") % {
        "format": facts.get("format").upper()
    }
