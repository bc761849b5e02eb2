"""Reads what a page changed of a draft, and fills a form with one."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kpis.domain.drafts import TEXT_LENGTH, SentDraft, ShownDraft, TypedFigure
from kpis.domain.inputs import CLTV_METHOD, INPUT_NAMES
from kpis.domain.periods import Period, PeriodType
from kpis.forms.entry import EntryForm
from kpis.forms.fields import KEPT, KEPT_IN, TYPED_IN, get_typed_language
from kpis.models import KpiDraft, KpiEntry
from kpis.presenters import formatting
from localization.characters import has_control_characters, visible_text

SHOWN = "shown"
"""The hidden field with what the page showed: period, version, texts."""


def read_sent(form: EntryForm) -> SentDraft:
    """Returns what the form's page changed. The form has been validated, and need not be valid."""
    shown = _read_shown(form.data)
    period = form.entry.period if form.entry else form.period or shown.period
    if period != shown.period:  # a draft of another period: what the page showed says nothing of it
        shown = replace(shown, texts={})
    texts = {name: visible_text(form.data[name]) for name in INPUT_NAMES if name in form.data}
    texts = {name: text for name, text in texts.items() if _can_be_kept(text)}
    changes = {
        name: _typed(form, name, text)
        for name, text in texts.items()
        if shown.texts.get(name, "") != text
    }
    return SentDraft(shown, period, changes, texts)


def _can_be_kept(text: str) -> bool:
    return len(text) <= TEXT_LENGTH and not has_control_characters(text, is_multiline=False)


def _typed(form: EntryForm, name: str, text: str) -> TypedFigure | None:
    language = get_typed_language(form.data, name) or form.language
    return None if text == _stored_text(form.entry, name, language) else TypedFigure(text, language)


def _stored_text(entry: KpiEntry | None, name: str, language: str) -> str:
    if entry is None:
        return ""
    value = getattr(entry, name)
    if name == CLTV_METHOD:
        return str(value)
    return formatting.field_text(value, name, language, entry.currency)


def _read_shown(data: Mapping[str, Any]) -> ShownDraft:
    """Reads the hidden field; a page that names nothing, or something else, showed nothing."""
    try:
        period_type, start, version, texts, is_begun_here = json.loads(data.get(SHOWN, ""))
        period = Period(PeriodType(period_type), date.fromisoformat(start)) if start else None
        return ShownDraft(period, int(version), dict(texts), bool(is_begun_here))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ShownDraft()


def write_shown(shown: ShownDraft) -> str:
    """Returns the value of the hidden field."""
    period = [shown.period.type.value, shown.period.start.isoformat()] if shown.period else ["", ""]
    return json.dumps([*period, shown.version, shown.texts, shown.is_begun_here])


def shown_by(form: EntryForm, draft: KpiDraft | None, sent: SentDraft | None) -> ShownDraft:
    """Returns what a page with this form shows; `sent` is what the page before it sent."""
    if sent is not None and sent.period is None:  # nothing could be stored
        return sent.shown
    texts = {name: str(form[name].value() or "") for name in INPUT_NAMES}
    return ShownDraft(
        period=form.entry.period if form.entry else form.period,
        version=draft.version if draft else 0,
        texts={name: text for name, text in texts.items() if text},
        is_begun_here=sent.shown.is_begun_here if sent else draft is None,
    )


def acknowledged(sent: SentDraft, draft: KpiDraft | None) -> ShownDraft:
    """Returns what an open page shows once its figures are stored in a draft."""
    texts = {name: text for name, text in sent.texts.items() if text}
    version = draft.version if draft else 0
    return ShownDraft(sent.period, version, texts, sent.shown.is_begun_here)


def draft_data(draft: KpiDraft, entry: KpiEntry | None, language: str) -> dict[str, str]:
    """Returns the data of a form: a draft's figures over those of the entry, if there is one."""
    data = {
        "period_type": draft.period_type,
        "period_start": draft.period_start.isoformat(),
        TYPED_IN: language,
    }
    data |= {name: _stored_text(entry, name, language) for name in INPUT_NAMES}
    for name, figure in draft.typed.items():
        data |= {name: figure.text, name + KEPT: figure.text, name + KEPT_IN: figure.language}
    return data
