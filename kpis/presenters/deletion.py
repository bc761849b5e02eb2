"""Renders the deleted periods that an account can restore."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kpis.models import KpiEntry
from kpis.models.entry import DELETED_KEPT_FOR
from kpis.presenters import formatting


@dataclass(frozen=True)
class DeletedRow:
    """Names a deleted period: who deleted it, and until when it can be restored."""

    id: uuid.UUID
    label: str
    deleted_by: str
    deleted_at: datetime
    until: datetime


def list_deleted_rows(entries: Iterable[KpiEntry], language: str) -> list[DeletedRow]:
    return [
        DeletedRow(
            id=entry.pk,
            label=formatting.period_label(entry.period, language),
            deleted_by=entry.deleted_by.get_full_name() if entry.deleted_by else "",
            deleted_at=entry.deleted_at,
            until=entry.deleted_at + DELETED_KEPT_FOR,
        )
        for entry in entries
        if entry.deleted_at is not None
    ]
