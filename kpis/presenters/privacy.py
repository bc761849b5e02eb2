"""Says for the privacy page what is saved of KPI figures."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpis.models.entry import DELETED_KEPT_FOR
from kpis.services.draft import KEPT_FOR
from spreadsheets.pending_imports import KEPT_FOR as IMPORT_KEPT_FOR
from web.privacy import SavedData, register_privacy, write_time


def _how_long() -> str:
    text = _(
        "Saved figures, notes and targets: until the company’s account is deleted. Deleted periods: "
        "%(deleted)s after they were deleted. Figures not saved yet: %(draft)s after the last "
        "change. Imported files: %(import)s."
    )
    return text % {
        "deleted": write_time(DELETED_KEPT_FOR),
        "draft": write_time(KEPT_FOR),
        "import": write_time(IMPORT_KEPT_FOR),
    }


register_privacy(
    SavedData(
        key="kpis",
        title=gettext_lazy("KPI figures of your company"),
        what=gettext_lazy(
            "The figures of each period, who entered, changed and deleted them, notes and targets, "
            "figures that were typed and not saved yet, and the rows of imported files."
        ),
        why=gettext_lazy("To rate your figures and show how they change."),
        how_long=_how_long,
        who=gettext_lazy("Members of your company."),
        models=(
            "kpis.KpiEntry",
            "kpis.KpiNote",
            "kpis.KpiTarget",
            "kpis.KpiDraft",
            "kpis.EntryImport",
        ),
    )
)
