"""Renders a benchmark in words: what each rating asks, and whose threshold it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kpis.domain.benchmarks import Bounds
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Unit
from kpis.models.content import BoundSource
from kpis.presenters import formatting
from kpis.presenters.formatting import StatusWords
from kpis.presenters.zones import Zone, bound_figure, range_words, zones


@dataclass(frozen=True)
class BoundLine:
    """Holds one zone of a benchmark: its rating, its values and their origin."""

    status: StatusWords
    words: str
    source: str

    @property
    def sentence(self) -> str:
        """Says which values get the rating: «Warning: ≥ 90% and < 95%.»"""
        return _("%(rating)s: %(range)s.") % {"rating": self.status.word, "range": self.words}

    @property
    def sentence_with_source(self) -> str:
        """Says whose threshold it is too: «Warning: ≥ 90% and < 95% (our threshold).»"""
        return _("%(rating)s: %(range)s (%(source)s).") % {
            "rating": self.status.word,
            "range": self.words,
            "source": self.source,
        }


def bound_lines(
    key: KpiKey, bounds: Bounds | None, language: str, currency: str = ""
) -> tuple[BoundLine, ...]:
    """Renders the zones of a benchmark, the best one first; `currency` is the reader's own."""
    if bounds is None:
        return ()
    ranges = zones(bounds)
    if key is KpiKey.MRR:
        return _mrr_lines(bounds, ranges["on_target"], language)
    lines = []
    for status, zone in ranges.items():
        is_target = status == "on_target"
        source = bounds.on_target_source if is_target else bounds.warning_source
        words = range_words(zone, bounds, language, currency)
        lines.append(
            BoundLine(formatting.STATUSES[status], words, str(BoundSource(source.value).label))
        )
    return tuple(lines)


def _mrr_lines(bounds: Bounds, zone: Zone, language: str) -> tuple[BoundLine, ...]:
    """Renders the zones of MRR: growth and share together, with the source of the share."""
    if zone.low_included:
        on_target = _("growth, and a share of total revenue of %(share)s or more")
    else:
        on_target = _("growth, and a share of total revenue above %(share)s")
    words = {
        "on_target": on_target % {"share": bound_figure(bounds.on_target, bounds, language, "")},
        "warning": _("only one of these"),
        "off_target": _("neither of these"),
    }
    source = str(BoundSource(bounds.on_target_source.value).label)
    return tuple(BoundLine(formatting.STATUSES[key], text, source) for key, text in words.items())


def extra_lines(
    key: KpiKey, bounds: Bounds | None, language: str, currency: str = ""
) -> tuple[str, ...]:
    """Renders figures that are not used for the rating: a goal, a typical range."""
    if bounds is None:
        return ()
    lines = []
    if bounds.aim is not None:
        aim = bound_figure(bounds.aim, bounds, language, currency)
        lines.append(_("Goal: %(aim)s.") % {"aim": aim})
    if bounds.usual_from is not None:
        low, high = (
            bound_figure(value, bounds, language, currency)
            for value in (bounds.usual_from, bounds.on_target)
        )
        lines.append(_typical_range(DEFINITIONS[key].bounds_unit, low, high))
    return tuple(lines)


def _typical_range(unit: Unit, low: str, high: str) -> str:
    """Says the range in a message of its unit: some languages put an article before a percentage."""
    if unit is Unit.MONEY:
        message = _("Typical range: %(low_amount)s to %(high_amount)s.")
        return message % {"low_amount": low, "high_amount": high}
    if unit is Unit.PERCENT:
        message = pgettext("percent", "Typical range: %(low)s to %(high)s.")
    else:
        message = pgettext("number", "Typical range: %(low)s to %(high)s.")
    return message % {"low": low, "high": high}
