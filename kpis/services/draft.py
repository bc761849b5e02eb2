"""Keeps figures that were typed and not saved yet, and lets go of them."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Account, User
from kpis.domain.drafts import SentDraft
from kpis.domain.periods import Period
from kpis.models import KpiDraft
from web.retention import delete_in_batches

KEPT_FOR = timedelta(days=90)
"""How long a draft is kept that nobody changes."""


@transaction.atomic
def draft_save(*, account: Account, user: User, sent: SentDraft) -> KpiDraft | None:
    """Stores what a page changed, beside what others typed; returns the draft, if there is one.

    Where the reader chose another period, a draft begun on that page moves along. Without a period
    nothing is stored. A draft that holds nothing (any more) is deleted.
    """
    if sent.period is None:
        return None
    _leave_other_period(account, sent)
    key = _key(account, sent.period)
    locked = KpiDraft.objects.select_for_update(of=["self"]).select_related("updated_by")
    if not any(sent.changes.values()):
        draft = locked.filter(**key).first()
        if draft is None:
            return None
    else:
        draft, _created = locked.get_or_create(**key, defaults={"version": 0})
    figures = dict(draft.figures)
    for name, figure in sent.changes.items():
        if figure is None:
            figures.pop(name, None)
        else:
            figures[name] = [figure.text, figure.language]
    return _write(draft, user, figures)


def _write(draft: KpiDraft, user: User, figures: dict[str, Any]) -> KpiDraft | None:
    if not figures:
        draft.delete()
        return None
    if figures != draft.figures:
        draft.figures, draft.version = figures, draft.version + 1
        draft.updated_by, draft.updated_at = user, timezone.now()
        draft.save()
    return draft


def draft_discard(*, account: Account, period: Period, version: int) -> bool:
    """Deletes the draft that a page showed; tells whether it did. A newer one stays."""
    return _delete(account, period, version)


def draft_settle(*, account: Account, sent: SentDraft) -> None:
    """Deletes the draft of a page whose figures are saved.

    What others typed since, which the page has never shown, stays a draft.
    """
    _leave_other_period(account, sent)
    if sent.period is None:
        return
    draft = KpiDraft.objects.select_for_update().filter(**_key(account, sent.period)).first()
    if draft is None:
        return
    others = {}
    if draft.version != sent.shown.version:
        figures = draft.figures.items()
        others = {name: each for name, each in figures if not sent.is_of_page(name, each[0])}
    if others:
        draft.figures, draft.version = others, draft.version + 1
        draft.save(update_fields=["figures", "version"])
    else:
        draft.delete()


def _leave_other_period(account: Account, sent: SentDraft) -> None:
    """Deletes the draft that the page began for a period which its reader then changed."""
    if sent.shown.period != sent.period and sent.shown.is_begun_here:
        _delete(account, sent.shown.period, sent.shown.version)


def old_drafts_delete() -> int:
    """Deletes drafts that nobody has changed for `KEPT_FOR`; returns their number."""
    old = KpiDraft.objects.filter(updated_at__lt=timezone.now() - KEPT_FOR)
    return delete_in_batches(old)


def _delete(account: Account, period: Period | None, version: int) -> bool:
    if period is None:
        return False
    drafts = KpiDraft.objects.filter(**_key(account, period), version=version)
    return drafts.delete()[0] > 0


def _key(account: Account, period: Period) -> dict[str, Any]:
    return {
        "account": account,
        "period_type": period.type.value,
        "period_start": period.start,
    }
