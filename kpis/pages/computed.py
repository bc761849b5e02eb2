"""What can be computed while an entry is still being filled in, beside the fields it comes from."""

from dataclasses import dataclass

from kpis import wording
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.entry import Entry
from kpis.domain.inputs import INPUT_FIELDS, InputGroup
from kpis.domain.results import KpiResult, compute_entry
from kpis.domain.terms import KpiKey
from kpis.forms import EntryForm
from kpis.pages.cards import compared_text, value_text
from kpis.selectors.content import Content
from kpis.wording import StatusWords
from localization.texts import Text


@dataclass(frozen=True)
class ComputedRow:
    name: Text
    value: str
    status: StatusWords


def group_of(key: KpiKey) -> InputGroup:
    """The group of the form that a KPI's inputs stand in."""
    return INPUT_FIELDS[DEFINITIONS[key].inputs[-1]].group


def computed_rows(form: EntryForm) -> dict[str, tuple[ComputedRow, ...]]:
    """By group, the KPIs that have a value already. Nothing without a sound period."""
    if form.period is None:
        return {}
    entry = Entry(form.period, form.currency, form.readable)
    previous = form.previous.figures if form.previous else None
    results = compute_entry(entry, previous=previous, bounds=form.content.bounds)
    found: dict[str, list[ComputedRow]] = {group: [] for group in InputGroup}
    for key, result in results.items():
        if result.value is not None and key in form.content.kpis:
            found[group_of(key)].append(_row(result, form.content, form.currency))
    return {group: tuple(rows) for group, rows in found.items()}


def _row(result: KpiResult, content: Content, currency: str) -> ComputedRow:
    value = value_text(result, content.language, currency)
    if result.is_converted or result.key is KpiKey.MRR:
        compared = compared_text(result, content.language, currency)
        value = compared if result.key is KpiKey.MRR else f"{value} ({compared})"
    if result.share is not None:
        value += f", {wording.figure(result.share, wording.Unit.PERCENT, content.language)}"
    status = wording.STATUSES[wording.status_key(result.status, result.reason)]
    return ComputedRow(content.kpis[result.key].name, value, status)
