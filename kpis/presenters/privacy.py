"""Says for the privacy page what is saved of KPI figures."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpis.services.draft import KEPT_FOR
from spreadsheets.pending_imports import KEPT_FOR as IMPORT_KEPT_FOR
from web.privacy import SavedData, register_privacy, write_time


def _how_long() -> str:
    text = _(
        "Saved figures: until the company’s account is deleted. Figures not saved yet: %(draft)s "
        "after the last change. Imported files: %(import)s."
    )
    return text % {"draft": write_time(KEPT_FOR), "import": write_time(IMPORT_KEPT_FOR)}


register_privacy(
    SavedData(
        key="kpis",
        title=gettext_lazy("KPI figures of your company"),
        what=gettext_lazy(
            "The figures of each period, who entered and last changed them, figures that were "
            "typed and not saved yet, and the rows of imported files."
        ),
        why=gettext_lazy("To rate your figures and show how they change."),
        how_long=_how_long,
        who=gettext_lazy("Members of your company."),
        models=("kpis.KpiEntry", "kpis.KpiDraft", "kpis.EntryImport"),
    )
)
