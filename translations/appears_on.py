"""The pages on which texts appear, in plain words, with the pattern of their address. Data, for sources.py."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


@dataclass(frozen=True)
class PageReference:
    name: str
    path: str
    """After the language; what is in angle brackets differs from one to the next."""
    view: str = ""
    """The address's name, where it can be opened as it is."""

    def url(self, language: str) -> str:
        """A link to it in a language; blank where it needs an assessment or a period of somebody's."""
        if not self.view:
            return ""
        try:
            with override(language):
                return reverse(self.view)
        except NoReverseMatch:
            return ""


START = PageReference(_("Start page"), "", "home")
SECTION = PageReference(_("A section to fill out"), "assessments/<assessment>/sections/<section>/")
REVIEW = PageReference(_("Review of all answers"), "assessments/<assessment>/review/")
RESULT = PageReference(_("Result, on the page and as a file"), "assessments/<assessment>/result/")
ASSESSMENTS = PageReference(_("List of assessments"), "assessments/", "assessments:list")
COMPARISON = PageReference(
    _("Comparison of two assessments"), "assessments/compare/", "assessments:compare"
)
STATEMENT = PageReference(_("History of one statement"), "assessments/statements/<key>/")
KPIS = PageReference(_("KPIs at a glance"), "kpis/", "kpis:overview")
KPI_FORM = PageReference(_("Form for a period’s figures"), "kpis/new/", "kpis:new")
KPI_PERIOD = PageReference(_("KPIs of one period"), "kpis/<entry>/")
KPI_SHEET = PageReference(_("KPIs as a sheet"), "kpis/export.xlsx", "kpis:export_xlsx")
WORKSHEET = PageReference(_("Worksheet to print"), "kpis/worksheet/", "kpis:worksheet")
GLOSSED = (SECTION, REVIEW, RESULT, COMPARISON, KPIS, KPI_PERIOD)
"""Where trade terms are marked and open their explanation."""
