from kpis.models.content import Benchmark, ChoiceText, GroupText, InputText, Kpi
from kpis.models.draft import KpiDraft
from kpis.models.entry import EntryImport, KpiEntry

__all__ = [
    "Benchmark",
    "ChoiceText",
    "EntryImport",
    "GroupText",
    "InputText",
    "Kpi",
    "KpiDraft",
    "KpiEntry",
]
