import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from kpis.domain.enums import KpiKey
from kpis.models import KpiEntry, KpiNote
from kpis.services.entry import EntryDeleted


class NoteChanged(Exception):
    """Signals a change of the note since its page was sent; `note` is None if it was deleted."""

    def __init__(self, note: KpiNote | None):
        super().__init__(str(note))
        self.note = note


@transaction.atomic
def note_save(
    *, entry_id: uuid.UUID, kpi: KpiKey, user: User, text: str, version: int | None
) -> KpiNote | None:
    """Writes the note on a KPI in the period of an entry; an empty text deletes it.

    `version` is that of the note which the page showed, 0 for none; None claims nothing. The same
    text sent twice changes nothing. Raises NoteChanged if somebody else has changed the note since,
    EntryDeleted if the period was deleted.
    """
    entry = KpiEntry.with_deleted.select_for_update(of=["self"]).get(pk=entry_id)
    if entry.deleted_at is not None:
        raise EntryDeleted(entry)
    note = KpiNote.objects.filter(entry=entry, kpi=kpi).select_related("updated_by").first()
    if text == (note.text if note else ""):
        return note
    if version is not None and version != (note.version if note else 0):
        raise NoteChanged(note)
    if not text:
        if note:
            note.delete()
        return None
    note = note or KpiNote(entry=entry, kpi=kpi, version=0)
    note.text, note.version = text, note.version + 1
    note.updated_by, note.updated_at = user, timezone.now()
    note.save()
    return note
