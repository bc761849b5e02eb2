"""Computes what the figures of a form come to while it is being filled in."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kpis.domain.definitions import DEFINITIONS
from kpis.domain.entry import Entry
from kpis.domain.enums import KpiKey, Unit
from kpis.domain.inputs import INPUT_FIELDS, EntryInputs, InputGroup
from kpis.domain.periods import Period
from kpis.domain.results import KpiResult, compute_entry
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.presenters.card import compared_text
from kpis.presenters.formatting import StatusWords
from kpis.selectors.content import Content, KpiContent


@dataclass(frozen=True)
class ComputedRow:
    """Holds a KPI that has a value already, for display beside its inputs."""

    kpi: KpiContent
    value: str
    status: StatusWords
    until: str
    """Says until when the period runs, while it is not over."""


def compute_rows(
    content: Content,
    *,
    period: Period | None,
    currency: str,
    inputs: EntryInputs,
    previous: KpiEntry | None,
    today: date,
) -> dict[InputGroup, list[ComputedRow]]:
    """Computes the KPIs that have a value, by group of the form; nothing without a period."""
    if period is None:
        return {}
    rows: dict[InputGroup, list[ComputedRow]] = {group: [] for group in InputGroup}
    if inputs == EntryInputs():
        return rows
    results = compute_entry(
        Entry(period, currency, inputs),
        today=today,
        previous=previous.figures if previous else None,
        bounds=content.bounds,
    )
    until = formatting.running_words(period, today, content.language)
    for key, result in results.items():
        if result.value is not None and key in content.kpis:
            status = formatting.STATUSES[formatting.status_key(result.status, result.reason)]
            value = _value(result, content.language, currency)
            rows[_group(key)].append(ComputedRow(content.kpis[key], value, status, until))
    return rows


def _group(key: KpiKey) -> InputGroup:
    """Returns the group of the form that a KPI's inputs stand in."""
    return INPUT_FIELDS[DEFINITIONS[key].inputs[-1]].group


def _value(result: KpiResult, language: str, currency: str) -> str:
    """Renders the period's own value and, where it is another, what is compared."""
    value = formatting.value_text(result.key, result.value, language, currency)
    if result.key is KpiKey.MRR:
        value = compared_text(result, language, currency)
    elif result.is_converted:
        value = f"{value} ({compared_text(result, language, currency)})"
    if result.share is None:
        return value
    return _("%(value)s (%(share)s of total revenue)") % {
        "value": value,
        "share": formatting.figure(result.share, Unit.PERCENT, language),
    }
