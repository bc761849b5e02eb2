"""What can be computed while an entry is still being filled in, beside the fields it comes from."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kpis.domain.definitions import DEFINITIONS
from kpis.domain.entry import Entry
from kpis.domain.enums import KpiKey, Unit
from kpis.domain.inputs import INPUT_FIELDS, EntryInputs, InputGroup
from kpis.domain.results import KpiResult, compute_entry
from kpis.forms import EntryForm
from kpis.presenters import formatting
from kpis.presenters.card import compared_text
from kpis.selectors.content import Content
from web.templatetags.ui import ICONS

ROW = (
    '<p class="computed__row"><span>{}</span> <strong class="num">{}</strong> '
    '<span class="status status--{}">{}{}</span></p>'
)


def group_of(key: KpiKey) -> InputGroup:
    """The group of the form that a KPI's inputs stand in."""
    return INPUT_FIELDS[DEFINITIONS[key].inputs[-1]].group


def computed_html(form: EntryForm) -> dict[str, SafeString]:
    """By group, the KPIs that have a value already. Nothing without a sound period."""
    if form.period is None:
        return {}
    if form.readable == EntryInputs():
        return dict.fromkeys(InputGroup, SafeString())
    entry = Entry(form.period, form.currency, form.readable)
    previous = form.previous.figures if form.previous else None
    results = compute_entry(entry, previous=previous, bounds=form.content.bounds)
    rows: dict[str, list[SafeString]] = {group: [] for group in InputGroup}
    for key, result in results.items():
        if result.value is not None and key in form.content.kpis:
            rows[group_of(key)].append(_row(result, form.content, form.currency))
    return {group: SafeString("".join(found)) for group, found in rows.items()}


def _row(result: KpiResult, content: Content, currency: str) -> SafeString:
    status = formatting.STATUSES[formatting.status_key(result.status, result.reason)]
    name = content.kpis[result.key].name.html
    value = _value(result, content.language, currency)
    return format_html(ROW, name, value, status.colour, ICONS[status.icon], status.word)


def _value(result: KpiResult, language: str, currency: str) -> str:
    """The period's own value and, where it is another, what is compared."""
    value = formatting.value_text(result.key, result.value, language, currency)
    if result.key is KpiKey.MRR:
        value = compared_text(result, language, currency)
    elif result.is_converted:
        value = f"{value} ({compared_text(result, language, currency)})"
    if result.share is None:
        return value
    return f"{value}, {formatting.figure(result.share, Unit.PERCENT, language)}"
