"""Renders one KPI of one entry as a card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpis import charts
from kpis.domain.benchmarks import Bounds, Direction
from kpis.domain.conversion import ComparedPer
from kpis.domain.default_bounds import DIRECTIONS
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Reason, Status, Unit
from kpis.domain.results import KpiResult, compute_entry
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.presenters.benchmark import BoundLine, bound_lines
from kpis.presenters.formatting import StatusWords
from kpis.presenters.history import compute_histories
from kpis.selectors.content import Content, KpiContent


@dataclass(frozen=True)
class Change:
    icon: str
    text: str


@dataclass(frozen=True)
class Picture:
    band: charts.Band
    ticks: tuple[tuple[charts.Tick, str], ...]
    title: str


@dataclass(frozen=True)
class Card:
    content: KpiContent
    result: KpiResult
    status_key: str
    status: StatusWords
    value: str
    per: str
    """Says what the value is of, and the value as it is compared."""
    share: str
    reason: str
    bound_lines: tuple[BoundLine, ...]
    picture: Picture | None
    change: Change | None
    spark: charts.Spark | None
    ask: str
    """The first input to enter, where the value is not known for lack of it."""

    @property
    def is_running(self) -> bool:
        """Tells whether the value is of a period that is not over."""
        return self.result.reason is Reason.PERIOD_RUNNING

    @property
    def helps(self) -> bool:
        return self.result.status in (Status.OFF_TARGET, Status.WARNING)


def compute_results(
    entry: KpiEntry, previous: KpiEntry | None, content: Content, today: date
) -> dict[KpiKey, KpiResult]:
    before = previous.figures if previous else None
    return compute_entry(entry.figures, today=today, previous=before, bounds=content.bounds)


def to_cards(
    entry: KpiEntry, earlier: Sequence[KpiEntry], content: Content, today: date
) -> list[Card]:
    """Renders a card for each KPI; `earlier` are the comparable entries before, newest first."""
    previous = earlier[0] if earlier else None
    results = compute_results(entry, previous, content, today)
    histories = compute_histories(entry, earlier)
    return [
        _card(results[key], entry, previous, content, histories[key])
        for key in DEFINITIONS
        if key in content.kpis
    ]


def _card(
    result: KpiResult,
    entry: KpiEntry,
    previous: KpiEntry | None,
    content: Content,
    history: list[Fraction | None],
) -> Card:
    key = formatting.status_key(result.status, result.reason)
    return Card(
        content=content.kpis[result.key],
        result=result,
        status_key=key,
        status=formatting.STATUSES[key],
        value=formatting.value_text(result.key, result.value, content.language, entry.currency),
        per=_per(result, entry, content.language),
        share=_share(result, content.language),
        reason=reason_text(result, entry.currency, content),
        bound_lines=bound_lines(result.key, result.bounds, content.language),
        picture=_picture(result, content),
        change=_change(result, entry, previous, content.language),
        spark=charts.spark(history),
        ask=result.fields[0] if result.reason is Reason.MISSING_INPUT else "",
    )


def compared_text(result: KpiResult, language: str, currency: str) -> str:
    """Renders a value in the benchmark's length of time: «16% a year»."""
    if result.compared_value is None:
        return ""
    text = formatting.figure(result.compared_value, result.unit, language, currency)
    return formatting.per_words(text, DEFINITIONS[result.key].compared_per)


def _per(result: KpiResult, entry: KpiEntry, language: str) -> str:
    if result.value is None:
        return _("no value")
    if result.key is KpiKey.MRR:
        return _("a month")
    if result.is_converted:
        compared = compared_text(result, language, entry.currency)
        return f"{formatting.IN_PERIOD[entry.period.type]}, {compared}"
    if DEFINITIONS[result.key].compared_per is ComparedPer.AS_ENTERED:
        return ""
    return str(formatting.IN_PERIOD[entry.period.type])


def _share(result: KpiResult, language: str) -> str:
    """Renders the figure that MRR or CLTV is rated by."""
    if result.share is not None:
        share = formatting.figure(result.share, Unit.PERCENT, language)
        return _("%(share)s of total revenue") % {"share": share}
    if result.multiple is not None:
        multiple = formatting.figure(result.multiple, Unit.NUMBER, language)
        return _("%(multiple)s times the acquisition cost") % {"multiple": multiple}
    return ""


def reason_text(result: KpiResult, currency: str, content: Content) -> str:
    if result.reason is None:
        return ""
    labels = [content.label(name) for name in result.fields]
    stated_in = result.bounds.currency if result.bounds else None
    return formatting.reason_words(result.reason, labels, currency, stated_in or "")


def _picture(result: KpiResult, content: Content) -> Picture | None:
    """Renders the chart; None where there is no rating, or no value to point at."""
    rated_by = {KpiKey.MRR: result.share, KpiKey.CLTV: result.multiple}
    value = rated_by.get(result.key, result.compared_value)
    if result.status is Status.NONE or result.bounds is None or value is None:
        return None
    unit = DEFINITIONS[result.key].bounds_unit
    band = charts.band(result.bounds, value, result.status.value, unit)
    ticks = tuple(
        (tick, _tick_text(tick, band, result.bounds, content.language)) for tick in band.ticks
    )
    figure = formatting.bound_figure(value, result.bounds, unit, content.language)
    title = _("%(kpi)s: %(value)s, %(verdict)s") % {
        "kpi": content.kpis[result.key].name,
        "value": figure,
        "verdict": formatting.STATUSES[result.status.value].word,
    }
    return Picture(band, ticks, title)


def _tick_text(tick: charts.Tick, band: charts.Band, bounds: Bounds, language: str) -> str:
    """Renders the figure of a tick; the last one has the unit, so that the others stay short."""
    if tick is not band.ticks[-1]:
        return formatting.figure(tick.value, Unit.NUMBER, language)
    unit = DEFINITIONS[bounds.key].bounds_unit
    return formatting.bound_figure(tick.value, bounds, unit, language)


def _change(
    result: KpiResult, entry: KpiEntry, previous: KpiEntry | None, language: str
) -> Change | None:
    if result.change is None or previous is None:
        return None
    since = formatting.period_label(previous.period, language)
    if result.change == 0:
        return Change("same", _("unchanged since %(period)s") % {"period": since})
    difference = _difference(result.change, result.unit, language, entry.currency)
    values = {"change": difference, "period": since}
    is_higher = result.change > 0
    higher_is_better = DIRECTIONS[result.key] is Direction.HIGHER
    if is_higher == higher_is_better:
        text = _("%(change)s since %(period)s, better") % values
    else:
        text = _("%(change)s since %(period)s, worse") % values
    return Change("up" if is_higher else "down", text)


def _difference(change: Fraction, unit: Unit, language: str, currency: str) -> str:
    size = abs(change)
    if unit is not Unit.PERCENT:
        return formatting.figure(size, unit, language, currency)
    points = formatting.figure(size, Unit.NUMBER, language)
    return ngettext("%(points)s point", "%(points)s points", 1 if size == 1 else 2) % {
        "points": points
    }
