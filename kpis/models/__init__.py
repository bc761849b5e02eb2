from kpis.models.content import Benchmark, ChoiceText, GroupText, InputText, Kpi
from kpis.models.draft import KpiDraft
from kpis.models.entry import EntryImport, KpiEntry
from kpis.models.note import KpiNote
from kpis.models.target import KpiTarget

__all__ = [
    "Benchmark",
    "ChoiceText",
    "EntryImport",
    "GroupText",
    "InputText",
    "Kpi",
    "KpiDraft",
    "KpiEntry",
    "KpiNote",
    "KpiTarget",
]
