"""Renders the drafts of an account for its overview."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from kpis.models import KpiDraft
from kpis.presenters import formatting


@dataclass(frozen=True)
class DraftRow:
    """Names a draft: its period, who changed it last, and where it is continued."""

    label: str
    url: str
    updated_by: str
    """Empty for a former member."""
    updated_at: datetime


def list_draft_rows(drafts: Iterable[KpiDraft], language: str) -> list[DraftRow]:
    return [
        DraftRow(
            label=formatting.period_label(draft.period, language),
            url=f"{reverse('kpis:new')}?{period_query(draft)}",
            updated_by=draft.updated_by.get_full_name() if draft.updated_by else "",
            updated_at=draft.updated_at,
        )
        for draft in drafts
    ]


def period_query(draft: KpiDraft) -> str:
    """Returns the query of the form's address; where the period has an entry, that is opened."""
    return urlencode(
        {"period_type": draft.period_type, "period_start": draft.period_start.isoformat()}
    )
