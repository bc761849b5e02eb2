"""Registers how long drafts and imports of KPI figures are kept."""

from django.utils.translation import gettext_lazy as _

from kpis.models import EntryImport
from kpis.models.entry import DELETED_KEPT_FOR
from kpis.services.deletion import deleted_entries_delete
from kpis.services.draft import KEPT_FOR, old_drafts_delete
from spreadsheets.pending_imports import KEPT_FOR as IMPORT_KEPT_FOR
from spreadsheets.pending_imports import old_imports
from web.retention import RetentionRule, delete_in_batches, register_retention

register_retention(
    RetentionRule(
        key="kpi_drafts",
        label=_("KPI figures that were typed and not saved"),
        kept_for=KEPT_FOR,
        counted_from=_("after the last change"),
        delete=old_drafts_delete,
    )
)
register_retention(
    RetentionRule(
        key="kpi_imports",
        label=_("Imported files of KPI figures"),
        kept_for=IMPORT_KEPT_FOR,
        counted_from=_("after the file was sent"),
        delete=lambda: delete_in_batches(old_imports(EntryImport)),
        is_hourly=True,
    )
)
register_retention(
    RetentionRule(
        key="deleted_kpi_periods",
        label=_("Deleted KPI periods, with their notes"),
        kept_for=DELETED_KEPT_FOR,
        counted_from=_("after they were deleted"),
        delete=deleted_entries_delete,
    )
)
