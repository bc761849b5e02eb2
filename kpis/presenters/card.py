"""Renders one KPI of one entry as a card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from kpis.charts.band import Band, Tick, band, growth_band
from kpis.charts.spark import Spark, spark
from kpis.domain.benchmarks import Bounds
from kpis.domain.conversion import ComparedPer
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Reason, Status, Unit
from kpis.domain.ratings import rate_by_bounds
from kpis.domain.results import KpiResult, compute_entry
from kpis.domain.targets import Target
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.presenters.benchmark import BoundLine, bound_lines
from kpis.presenters.change import Change, to_change
from kpis.presenters.formatting import StatusWords
from kpis.presenters.history import compute_histories
from kpis.presenters.target import TargetLine, target_line
from kpis.presenters.zones import bound_figure, multiple_words
from kpis.selectors.content import Content, KpiContent


@dataclass(frozen=True)
class Picture:
    band: Band
    ticks: tuple[tuple[Tick, str], ...]
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
    target: TargetLine | None
    picture: Picture | None
    growth_picture: Picture | None
    """Of MRR, whose rating has two conditions: the picture shows its share, this one its growth."""
    change: Change | None
    spark: Spark | None
    ask: str
    """The first input to enter, where the value is not known for lack of it."""

    @property
    def is_running(self) -> bool:
        """Tells whether the value is of a period that is not over."""
        return self.result.reason is Reason.PERIOD_RUNNING

    @property
    def counted_key(self) -> str:
        """Returns the key of the rating that counts: the target's where there is no other."""
        rating = self.result.rating
        return self.status_key if rating is Status.NONE else rating.value

    @property
    def helps(self) -> bool:
        return self.result.rating in (Status.OFF_TARGET, Status.WARNING)

    @property
    def asks_target(self) -> bool:
        """Tells whether only a target of the account's own could rate the value."""
        reasons = (Reason.OTHER_CURRENCY, Reason.NO_BOUNDS)
        return self.result.reason in reasons and self.result.target is None


def compute_results(
    entry: KpiEntry,
    previous: KpiEntry | None,
    content: Content,
    today: date,
    targets: Iterable[Target] = (),
) -> dict[KpiKey, KpiResult]:
    return compute_entry(
        entry.figures,
        today=today,
        previous=previous.figures if previous else None,
        bounds=content.bounds,
        targets=targets,
    )


def to_cards(
    entry: KpiEntry,
    earlier: Sequence[KpiEntry],
    content: Content,
    today: date,
    targets: Iterable[Target] = (),
) -> list[Card]:
    """Renders a card for each KPI; `earlier` are the comparable entries before, newest first."""
    previous = earlier[0] if earlier else None
    results = compute_results(entry, previous, content, today, targets)
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
        bound_lines=bound_lines(result.key, result.bounds, content.language, entry.currency),
        target=target_line(result, content.language, entry.period.end),
        picture=_picture(result, content, entry.currency),
        growth_picture=_growth_picture(result, entry, previous, content),
        change=_change(result, entry, previous, content.language),
        spark=spark(history),
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
        return formatting.in_period_words(entry.period.type, compared)
    if DEFINITIONS[result.key].compared_per is ComparedPer.AS_ENTERED:
        return ""
    return str(formatting.IN_PERIOD[entry.period.type])


def _share(result: KpiResult, language: str) -> str:
    """Renders the figure that MRR or CLTV is rated by."""
    if result.share is not None:
        share = formatting.figure(result.share, Unit.PERCENT, language)
        return _("%(share)s of total revenue") % {"share": share}
    if result.multiple is not None:
        return multiple_words(result.multiple, language)
    return ""


def reason_text(result: KpiResult, currency: str, content: Content) -> str:
    if result.reason is None:
        return ""
    labels = [content.label(name) for name in result.fields]
    stated_in = result.bounds.currency if result.bounds else None
    return formatting.reason_words(result.reason, labels, currency, stated_in or "")


def _picture(result: KpiResult, content: Content, currency: str) -> Picture | None:
    """Renders the chart; None where there is no rating, or no value to point at."""
    rated_by = {KpiKey.MRR: result.share, KpiKey.CLTV: result.multiple}
    value = rated_by.get(result.key, result.compared_value)
    if result.status is Status.NONE or result.bounds is None or value is None:
        return None
    language, unit = content.language, DEFINITIONS[result.key].bounds_unit
    # Of MRR, it is the share's own: growth has another picture.
    is_share = result.key is KpiKey.MRR
    status = rate_by_bounds(value, result.bounds).status if is_share else result.status
    drawn = band(result.bounds, value, status.value, unit)
    ticks = [
        (tick, formatting.figure(tick.value, Unit.NUMBER, language)) for tick in drawn.ticks[:-1]
    ]
    # The last one has the unit, so that the others stay short.
    last = drawn.ticks[-1]
    ticks.append((last, _last_tick(last, result.bounds, language, currency)))
    title = _("%(kpi)s: %(value)s (%(rating)s)") % {
        "kpi": content.kpis[result.key].name,
        "value": _share(result, language) or compared_text(result, language, currency),
        "rating": formatting.STATUSES[result.status.value].word,
    }
    return Picture(drawn, tuple(ticks), title)


def _growth_picture(
    result: KpiResult, entry: KpiEntry, previous: KpiEntry | None, content: Content
) -> Picture | None:
    is_rated = result.key is KpiKey.MRR and result.status is not Status.NONE
    change = _change(result, entry, previous, content.language)
    if not is_rated or change is None or result.change is None:
        return None
    drawn = growth_band(result.change)
    title = _("%(kpi)s, growth: %(change)s") % {
        "kpi": content.kpis[result.key].name,
        "change": change.text,
    }
    zero = formatting.figure(0, Unit.MONEY, content.language, entry.currency)
    return Picture(drawn, tuple((tick, zero) for tick in drawn.ticks), title)


def _last_tick(tick: Tick, bounds: Bounds, language: str, currency: str) -> str:
    figure = bound_figure(tick.value, bounds, language, currency)
    is_multiple = DEFINITIONS[bounds.key].bounds_unit is Unit.TIMES
    return f"{figure}\N{NO-BREAK SPACE}×" if is_multiple else figure


def _change(
    result: KpiResult, entry: KpiEntry, previous: KpiEntry | None, language: str
) -> Change | None:
    if previous is None:
        return None
    period = formatting.period_label(previous.period, language)
    return to_change(result, period, language, entry.currency)
