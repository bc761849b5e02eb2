"""Renders one KPI over all periods of one length: a table, notes and charts."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from kpis.domain.conversion import ComparedPer
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import CltvMethod, KpiKey, Reason, Unit
from kpis.domain.periods import PeriodType
from kpis.domain.results import KpiResult, compute_kpi
from kpis.domain.targets import Target
from kpis.models import KpiEntry, KpiNote
from kpis.presenters import formatting
from kpis.presenters.card import compared_text, reason_text
from kpis.presenters.change import Change, delta_words, to_change
from kpis.presenters.formatting import StatusWords
from kpis.presenters.target import TargetLine, target_line
from kpis.selectors.content import Content
from kpis.selectors.entry import Pair

LENGTHS = {
    PeriodType.MONTH: gettext_lazy("Months"),
    PeriodType.QUARTER: gettext_lazy("Quarters"),
    PeriodType.YEAR: gettext_lazy("Years"),
}
METHODS = {
    CltvMethod.QUICK.value: pgettext_lazy("CLTV method", "Quick"),
    CltvMethod.FULL.value: pgettext_lazy("CLTV method", "Full"),
}
ALL_PERIODS = {
    PeriodType.MONTH: gettext_lazy("All months"),
    PeriodType.QUARTER: gettext_lazy("All quarters"),
    PeriodType.YEAR: gettext_lazy("All years"),
}


@dataclass(frozen=True)
class HistoryRow:
    """Holds the KPI in one period."""

    entry: KpiEntry
    result: KpiResult
    label: str
    value: str
    rated_by: str
    """The figure that the value is rated by, where it is another one."""
    method: str
    status: StatusWords
    reason: str
    change: Change | None
    delta: str
    """The change as a figure, for a column."""
    target: TargetLine | None
    note: KpiNote | None
    number: int
    """Of the note, from the oldest period on; 0 without a note."""
    running: str

    @property
    def is_running(self) -> bool:
        return self.result.reason is Reason.PERIOD_RUNNING


def history_rows(
    key: KpiKey,
    pairs: Sequence[Pair],
    notes: Mapping[uuid.UUID, KpiNote],
    targets: Iterable[Target],
    content: Content,
    today: date,
) -> list[HistoryRow]:
    """Renders the periods, the newest first; `pairs` has each with the one it is compared with."""
    own = tuple(targets)
    number = sum(entry.pk in notes for entry, _previous in pairs)
    rows = []
    for entry, previous in pairs:
        note = notes.get(entry.pk)
        result = compute_kpi(
            key,
            entry.figures,
            today=today,
            previous=previous.figures if previous else None,
            bounds=content.bounds,
            targets=own,
        )
        rows.append(_row(entry, previous, result, note, number if note else 0, content, today))
        number -= bool(note)
    return rows


def _row(
    entry: KpiEntry,
    previous: KpiEntry | None,
    result: KpiResult,
    note: KpiNote | None,
    number: int,
    content: Content,
    today: date,
) -> HistoryRow:
    language, currency = content.language, entry.currency
    status = formatting.status_key(result.status, result.reason)
    change = None
    if previous is not None:
        before = formatting.period_label(previous.period, language)
        change = to_change(result, before, language, currency)
    return HistoryRow(
        entry=entry,
        result=result,
        label=formatting.period_label(entry.period, language),
        value=formatting.value_text(result.key, result.value, language, currency),
        rated_by=rated_by_text(result, language, currency),
        method=str(METHODS.get(entry.cltv_method, "")),
        status=formatting.STATUSES[status],
        reason=reason_text(result, currency, content),
        change=change,
        delta=delta_words(result, language, currency) if change else "",
        target=target_line(result, language, entry.period.end),
        note=note,
        number=number,
        running=formatting.running_words(entry.period, today, language),
    )


def rated_by_text(result: KpiResult, language: str, currency: str) -> str:
    """Renders what a value is rated by, where that is another figure than the value."""
    if result.share is not None:
        return formatting.figure(result.share, Unit.PERCENT, language)
    if result.multiple is not None:
        return formatting.times_figure(result.multiple, language)
    return compared_text(result, language, currency) if result.is_converted else ""


def rated_by_header(key: KpiKey) -> str:
    """Names the column of `rated_by_text`; an empty text for a KPI without one."""
    if key is KpiKey.MRR:
        return _("Share of total revenue")
    if key is KpiKey.CLTV:
        return _("Times the acquisition cost")
    match DEFINITIONS[key].compared_per:
        case ComparedPer.MONTH:
            return _("Per month")
        case ComparedPer.YEAR:
            return _("Per year")
        case _:
            return ""


def change_header(key: KpiKey) -> str:
    """Names the column of the changes: those of percentages are in percentage points."""
    if DEFINITIONS[key].unit is Unit.PERCENT:
        return _("Change in percentage points")
    return pgettext("difference", "Change")
