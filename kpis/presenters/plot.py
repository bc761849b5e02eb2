"""Renders the charts of a KPI's history.

Only what can be compared is in one chart: values in the currency of the newest period and, for
CLTV, in one unit. The values of its two methods are never joined.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kpis.charts.band import worse_edge
from kpis.charts.history import Plot, PlotValue, PlotWords, history_plot
from kpis.domain.benchmarks import Bounds, bounds_for
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Unit
from kpis.domain.periods import MONTHS_A_YEAR
from kpis.presenters import formatting
from kpis.presenters.kpi_history import HistoryRow, rated_by_header
from kpis.presenters.zones import bound_figure
from kpis.selectors.content import Content

Values = list[Fraction | None]


@dataclass(frozen=True)
class HistoryPlot:
    """Holds a chart with its words; `methods` are those of CLTV, where both are drawn."""

    id: str
    plot: Plot
    title: str
    caption: str
    remark: str
    methods: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Drawing:
    """Says what one chart draws: values in `unit`, the oldest first."""

    id: str
    values: Values
    unit: Unit
    caption: str = ""
    bounds: Bounds | None = None
    target: Fraction | None = None
    remark: str = ""


def history_plots(key: KpiKey, rows: Sequence[HistoryRow], content: Content) -> list[HistoryPlot]:
    """Renders the charts of `rows`, which come the newest first; none without a value."""
    if not rows:
        return []
    newest = rows[0]
    drawn = [row for row in reversed(rows) if _is_in_one_currency(key, row, newest)]
    remark = ""
    if len(drawn) < len(rows):
        remark = _("Periods in another currency are in the table only.")
    plots = (
        _plot(key, drawing, drawn, content, remark) for drawing in _drawings(key, drawn, content)
    )
    return [plot for plot in plots if plot is not None]


def _is_in_one_currency(key: KpiKey, row: HistoryRow, newest: HistoryRow) -> bool:
    is_money = DEFINITIONS[key].unit is Unit.MONEY
    return not is_money or row.entry.currency == newest.entry.currency


def _drawings(key: KpiKey, rows: Sequence[HistoryRow], content: Content) -> list[_Drawing]:
    """Lists the charts of a KPI: two for MRR, whose rating has two conditions."""
    newest = rows[-1]
    bounds = bounds_for(content.bounds, key, newest.entry.currency)
    own = newest.result.target
    target = None if own is None or own.value is None else Fraction(own.value)
    compared = [row.result.compared_value for row in rows]
    if key is KpiKey.MRR:
        shares = [row.result.share for row in rows]
        growth = _("Growth: recurring revenue a month")
        share = _("Share of total revenue")
        return [
            _Drawing("growth", compared, Unit.MONEY, growth, target=target),
            _Drawing("share", shares, Unit.PERCENT, share, bounds=bounds),
        ]
    if key is not KpiKey.CLTV:
        unit, caption = DEFINITIONS[key].unit, rated_by_header(key)
        return [_Drawing("values", compared, unit, caption, bounds, target)]
    multiples = [row.result.multiple for row in rows]
    if not any(each is not None for each in multiples):
        return [_Drawing("values", compared, Unit.MONEY)]
    remark = ""
    if any(row.result.value is not None and row.result.multiple is None for row in rows):
        remark = _("Periods without an acquisition cost are in the table only.")
    return [_Drawing("values", multiples, Unit.TIMES, rated_by_header(key), bounds, target, remark)]


def _plot(
    key: KpiKey, drawing: _Drawing, rows: Sequence[HistoryRow], content: Content, remark: str
) -> HistoryPlot | None:
    currency = rows[-1].entry.currency
    values = [
        PlotValue(
            month=row.entry.period_start.year * MONTHS_A_YEAR + row.entry.period_start.month,
            value=value,
            text="" if value is None else _figure(value, drawing.unit, content.language, currency),
            period=row.label,
            series=row.entry.cltv_method if key is KpiKey.CLTV else "",
            is_running=row.is_running,
        )
        for row, value in zip(rows, drawing.values, strict=True)
    ]
    plot = history_plot(
        values,
        _plot_words(drawing.bounds, content.language, currency),
        bounds=drawing.bounds,
        target=drawing.target,
        is_percent=drawing.unit is Unit.PERCENT,
    )
    if plot is None:
        return None
    last = [each for each in values if each.value is not None][-1]
    title = _("%(kpi)s, %(period)s: %(value)s") % {
        "kpi": content.kpis[key].name,
        "period": last.period,
        "value": last.text,
    }
    series = {each.series for each in values if each.value is not None}
    names = tuple((name, str(content.choices[name])) for name in sorted(series) if name)
    return HistoryPlot(
        id=drawing.id,
        plot=plot,
        title=title,
        caption=drawing.caption,
        remark=" ".join(filter(None, (remark, drawing.remark))),
        methods=names if len(names) > 1 else (),
    )


def _figure(value: Fraction, unit: Unit, language: str, currency: str) -> str:
    if unit is Unit.TIMES:
        return formatting.times_figure(value, language)
    return formatting.figure(value, unit, language, currency)


def _plot_words(bounds: Bounds | None, language: str, currency: str) -> PlotWords:
    edges = {bounds.on_target, worse_edge(bounds)} if bounds else set()
    return PlotWords(
        zones={key: str(words.word) for key, words in formatting.STATUSES.items()},
        edges={
            Fraction(edge): bound_figure(edge, bounds, language, currency)
            for edge in edges
            if bounds is not None
        },
        target=pgettext("chart", "Your target"),
    )
