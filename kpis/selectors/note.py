"""Reads the notes on a KPI."""

import uuid

from accounts.models import Account
from kpis.domain.enums import KpiKey
from kpis.models import KpiEntry, KpiNote


def notes_of(account: Account, kpi: KpiKey) -> dict[uuid.UUID, KpiNote]:
    """Returns the notes on the KPI with their authors, by the id of the period's entry. One query.

    Those of deleted periods are not among them.
    """
    notes = KpiNote.objects.filter(entry__account=account, kpi=kpi, entry__deleted_at=None)
    return {note.entry_id: note for note in notes.select_related("updated_by")}


def note_of(entry: KpiEntry, kpi: KpiKey) -> KpiNote | None:
    """Returns the note on the KPI in the entry's period with its author. One query."""
    return KpiNote.objects.filter(entry=entry, kpi=kpi).select_related("updated_by").first()
