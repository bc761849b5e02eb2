"""Renders how a value differs from the one of the period before.

One message for each direction and unit: languages say «up» and «down» with a verb, a noun or an
adverb. The period's name stands where no language has to inflect it.
"""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpis.domain.benchmarks import Direction
from kpis.domain.default_bounds import DIRECTIONS
from kpis.domain.enums import Unit
from kpis.domain.results import KpiResult
from kpis.presenters import formatting
from localization.numbers import MINUS
from localization.plurals import plural_number


@dataclass(frozen=True)
class Change:
    icon: str
    text: str


def to_change(result: KpiResult, period: str, language: str, currency: str) -> Change | None:
    """Renders the change since `period`, the name of the earlier one; None where there is none."""
    if result.change is None:
        return None
    if result.change == 0:
        return Change("same", _("Unchanged from %(period)s") % {"period": period})
    is_higher = result.change > 0
    is_better = is_higher == (DIRECTIONS[result.key] is Direction.HIGHER)
    size = abs(result.change)
    if result.unit is Unit.PERCENT:
        text = _points_words(size, is_higher, is_better, period, language)
    else:
        shown = formatting.figure(size, result.unit, language, currency)
        text = _figure_words(shown, is_higher, is_better, period)
    return Change("up" if is_higher else "down", text)


def delta_words(result: KpiResult, language: str, currency: str) -> str:
    """Renders a change as a figure: «+3 (better)»; an empty text where there is none."""
    if result.change is None:
        return ""
    if result.change == 0:
        return _("unchanged")
    is_higher = result.change > 0
    unit = Unit.NUMBER if result.unit is Unit.PERCENT else result.unit
    figure = formatting.figure(abs(result.change), unit, language, currency)
    change = {"change": f"{'+' if is_higher else MINUS}{figure}"}
    if is_higher == (DIRECTIONS[result.key] is Direction.HIGHER):
        return _("%(change)s (better)") % change
    return _("%(change)s (worse)") % change


def _figure_words(shown: str, is_higher: bool, is_better: bool, period: str) -> str:
    messages = {
        (True, True): _("Up %(change)s on %(period)s (better)"),
        (True, False): _("Up %(change)s on %(period)s (worse)"),
        (False, True): _("Down %(change)s on %(period)s (better)"),
        (False, False): _("Down %(change)s on %(period)s (worse)"),
    }
    return messages[is_higher, is_better] % {"change": shown, "period": period}


def _points_words(
    size: Fraction, is_higher: bool, is_better: bool, period: str, language: str
) -> str:
    """Renders the difference of two percentages, which is in percentage points."""
    count = plural_number(formatting.shown_value(size), language)
    messages = {
        (True, True): ngettext(
            "Up %(points)s percentage point on %(period)s (better)",
            "Up %(points)s percentage points on %(period)s (better)",
            count,
        ),
        (True, False): ngettext(
            "Up %(points)s percentage point on %(period)s (worse)",
            "Up %(points)s percentage points on %(period)s (worse)",
            count,
        ),
        (False, True): ngettext(
            "Down %(points)s percentage point on %(period)s (better)",
            "Down %(points)s percentage points on %(period)s (better)",
            count,
        ),
        (False, False): ngettext(
            "Down %(points)s percentage point on %(period)s (worse)",
            "Down %(points)s percentage points on %(period)s (worse)",
            count,
        ),
    }
    points = formatting.figure(size, Unit.NUMBER, language)
    return messages[is_higher, is_better] % {"points": points, "period": period}
