"""Renders the bounds of a benchmark in words."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from kpis.domain.benchmarks import Bounds
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey
from kpis.models.content import BoundSource
from kpis.presenters import formatting
from kpis.presenters.formatting import StatusWords


@dataclass(frozen=True)
class BoundLine:
    """Holds one zone of a benchmark: its rating, its values and their origin."""

    status: StatusWords
    words: str
    source: str


def bound_lines(key: KpiKey, bounds: Bounds | None, language: str) -> tuple[BoundLine, ...]:
    """Renders the zones of a benchmark, the best one first."""
    if bounds is None:
        return ()
    definition = DEFINITIONS[key]
    lines = []
    for status, zone in formatting.zones(bounds).items():
        low, high = (_edge(edge, bounds, language) for edge in (zone.low, zone.high))
        is_target = status == "on_target"
        source = bounds.on_target_source if is_target else bounds.warning_source
        words = formatting.zone_words(zone, low, high)
        if key is KpiKey.CLTV:
            words = _("%(bound)s the acquisition cost") % {"bound": words}
        elif key is not KpiKey.MRR:
            words = formatting.per_words(words, definition.compared_per)
        label = str(BoundSource(source.value).label)
        lines.append(BoundLine(formatting.STATUSES[status], words, label))
    return _mrr_lines(lines) if key is KpiKey.MRR else tuple(lines)


def _mrr_lines(lines: list[BoundLine]) -> tuple[BoundLine, ...]:
    """Renders the zones of MRR: growth and share together, with the source of the share."""
    share, source = lines[0].words, lines[0].source
    words = {
        "on_target": _("it grew, and its share of total revenue is %(share)s") % {"share": share},
        "warning": _("only one of the two"),
        "off_target": _("neither"),
    }
    return tuple(BoundLine(formatting.STATUSES[key], text, source) for key, text in words.items())


def extra_lines(key: KpiKey, bounds: Bounds | None, language: str) -> tuple[str, ...]:
    """Renders figures that are not rated by: what is worth aiming for, a usual range."""
    if bounds is None:
        return ()
    unit, lines = DEFINITIONS[key].bounds_unit, []
    if bounds.aim is not None:
        aim = formatting.bound_figure(bounds.aim, bounds, unit, language)
        lines.append(_("Goal: %(aim)s.") % {"aim": aim})
    if bounds.usual_from is not None:
        low, high = (
            formatting.bound_figure(value, bounds, unit, language)
            for value in (bounds.usual_from, bounds.on_target)
        )
        lines.append(_("Typical range: %(low)s to %(high)s.") % {"low": low, "high": high})
    return tuple(lines)


def _edge(value: Decimal | None, bounds: Bounds, language: str) -> str:
    unit = DEFINITIONS[bounds.key].bounds_unit
    return "" if value is None else formatting.bound_figure(value, bounds, unit, language)
