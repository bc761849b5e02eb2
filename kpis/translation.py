"""Registers the content of the KPIs. Imported by modeltranslation.

These texts have no drafts: a change is public at once, so a text of an offered language cannot be
emptied (content.forms.conflict_detection).
"""

from django.utils.translation import gettext_lazy as _

from content.registry import PageReference, register
from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi

OVERVIEW = PageReference(_("KPIs at a glance"), "kpis/", "kpis:overview", marks_terms=True)
FORM = PageReference(_("Form for a period’s figures"), "kpis/new/", "kpis:new")
PERIOD = PageReference(_("KPIs of one period"), "kpis/<entry>/", marks_terms=True)
SHEET = PageReference(_("KPIs as a spreadsheet"), "kpis/export.xlsx", "kpis:export_xlsx")
WORKSHEET = PageReference(_("Worksheet to print"), "kpis/worksheet/", "kpis:worksheet")

register(
    Kpi,
    label=_("KPI texts and benchmarks"),
    texts={
        "name": (OVERVIEW, FORM, PERIOD, SHEET),
        "measures": (PERIOD,),
        "computation": (PERIOD,),
        "importance": (PERIOD,),
        "benchmark": (PERIOD,),
        "advice": (OVERVIEW, PERIOD),
    },
)
register(
    InputText,
    kind="kpi_input",
    label=_("Fields of the KPI form"),
    texts={
        "label": (FORM, PERIOD, SHEET, WORKSHEET),
        "hint": (FORM,),
        "source": (FORM, WORKSHEET),
    },
)
register(
    GroupText,
    kind="kpi_group",
    label=_("Headings of the KPI form"),
    texts={"name": (FORM, WORKSHEET), "intro": (FORM,)},
)
register(
    ChoiceText,
    kind="kpi_choice",
    label=_("Choices of the KPI form"),
    texts={"label": (FORM, WORKSHEET)},
)
register(Benchmark)
