import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import Account, User
from kpis.domain.inputs import EntryInputs
from kpis.domain.periods import Period
from kpis.models import EntryImport, KpiEntry
from kpis.services.entry import EntryDeleted, entry_create, entry_update
from spreadsheets.pending_imports import pending_import_apply, pending_import_create


@dataclass(frozen=True)
class ImportRow:
    """Describes one period to write."""

    number: int
    """Of the sheet's row."""
    period: Period
    currency: str
    inputs: EntryInputs
    entry_id: str | None
    """Of the entry that the preview showed; None where there was none."""
    version: int
    """Of that entry, when the preview showed it."""


def import_create(*, account: Account, user: User, rows: list[dict[str, Any]]) -> EntryImport:
    """Stores what a sheet changes until it is confirmed."""
    return pending_import_create(EntryImport, account=account, created_by=user, rows=rows)


def import_apply(*, import_id: uuid.UUID, user: User, rows: Sequence[ImportRow]) -> int:
    """Writes all periods or none, and returns how many; confirmed twice, it writes once.

    A period that was deleted since the preview is entered again. Raises PeriodTaken or EntryChanged
    where a period differs from what the preview showed.
    """

    def write(pending: EntryImport) -> int:
        for row in rows:
            _write_row(row, pending.account, user)
        return len(rows)

    return pending_import_apply(EntryImport, import_id=import_id, write=write)


def _write_row(row: ImportRow, account: Account, user: User) -> None:
    if row.entry_id is not None:
        try:
            entry_update(
                entry_id=uuid.UUID(row.entry_id),
                version=row.version,
                user=user,
                period=row.period,
                inputs=row.inputs,
            )
        except (EntryDeleted, KpiEntry.DoesNotExist):
            pass
        else:
            return
    entry_create(
        account=account,
        user=user,
        period=row.period,
        currency=row.currency,
        inputs=row.inputs,
    )
