"""Renders the ranges of a benchmark: «≥ 90% and < 95%», «1 to 3 times the acquisition cost».

Signs instead of words keep a figure away from prepositions and articles, which several languages
inflect, and say whether the bound itself is included. Each message is whole for its unit.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kpis.domain.benchmarks import Bounds, Direction
from kpis.domain.conversion import ComparedPer
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import Unit
from kpis.presenters import formatting
from kpis.presenters.formatting import Exact
from localization import numbers
from localization.plurals import plural_number


@dataclass(frozen=True)
class Zone:
    """Holds a range of values; None is an open end."""

    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool


def zones(bounds: Bounds) -> dict[str, Zone]:
    """Computes the ranges of a benchmark, by status; without a warning there are two."""
    target, warning = bounds.on_target, bounds.warning
    target_in, warning_in = bounds.on_target_included, bounds.warning_included
    worse, worse_in = (target, target_in) if warning is None else (warning, warning_in)
    if bounds.direction is Direction.HIGHER:
        better = {"on_target": Zone(target, target_in, None, False)}
        if warning is not None:
            better["warning"] = Zone(warning, warning_in, target, not target_in)
        return {**better, "off_target": Zone(None, False, worse, not worse_in)}
    better = {"on_target": Zone(None, False, target, target_in)}
    if warning is not None:
        better["warning"] = Zone(target, not target_in, warning, warning_in)
    return {**better, "off_target": Zone(worse, not worse_in, None, False)}


def bound_figure(value: Exact, bounds: Bounds, language: str, currency: str) -> str:
    """Renders a bound; money of another currency than `currency` with its code: «300 USD»."""
    unit, stated_in = DEFINITIONS[bounds.key].bounds_unit, bounds.currency or ""
    if unit is Unit.MONEY and stated_in != currency:
        places = formatting.money_places(value, stated_in)
        return numbers.format_money_by_code(value, stated_in, language, places=places)
    return formatting.figure(value, unit, language, stated_in)


def range_words(zone: Zone, bounds: Bounds, language: str, currency: str) -> str:
    """Renders a range of values in the unit and the length of time of the benchmark."""
    low, high = (
        "" if edge is None else bound_figure(edge, bounds, language, currency)
        for edge in (zone.low, zone.high)
    )
    definition = DEFINITIONS[bounds.key]
    if definition.bounds_unit is Unit.TIMES:
        return times_words(zone, low, high)
    minimum = low and f"{'≥' if zone.low_included else '>'}\N{NO-BREAK SPACE}{low}"
    maximum = high and f"{'≤' if zone.high_included else '<'}\N{NO-BREAK SPACE}{high}"
    if not (minimum and maximum):
        return formatting.per_words(minimum or maximum, definition.compared_per)
    # In these three, the values come with their signs: «≥ 15%», «< 20%».
    messages = {
        ComparedPer.AS_ENTERED: _("%(minimum)s and %(maximum)s"),
        ComparedPer.MONTH: _("%(minimum)s and %(maximum)s a month"),
        ComparedPer.YEAR: _("%(minimum)s and %(maximum)s a year"),
    }
    return messages[definition.compared_per] % {"minimum": minimum, "maximum": maximum}


def times_words(zone: Zone, low: str, high: str) -> str:
    """Renders a range of multiples of the acquisition cost."""
    values = {"minimum": low, "maximum": high}
    if zone.high is None:
        if zone.low == 1:
            if zone.low_included:
                return _("the acquisition cost or more")
            return _("more than the acquisition cost")
        if zone.low_included:
            return _("%(minimum)s times the acquisition cost or more") % values
        return _("more than %(minimum)s times the acquisition cost") % values
    if zone.low is None:
        if zone.high == 1:
            if zone.high_included:
                return _("up to the acquisition cost")
            return _("less than the acquisition cost")
        if zone.high_included:
            return _("up to %(maximum)s times the acquisition cost") % values
        return _("less than %(maximum)s times the acquisition cost") % values
    messages = {
        (True, True): _("%(minimum)s to %(maximum)s times the acquisition cost"),
        (True, False): _("%(minimum)s to less than %(maximum)s times the acquisition cost"),
        (False, True): _("more than %(minimum)s and up to %(maximum)s times the acquisition cost"),
        (False, False): _(
            "more than %(minimum)s and less than %(maximum)s times the acquisition cost"
        ),
    }
    return messages[zone.low_included, zone.high_included] % values


def multiple_words(multiple: Exact, language: str) -> str:
    """Renders a multiple of the acquisition cost: «4 times the acquisition cost»."""
    shown = formatting.figure(multiple, Unit.NUMBER, language)
    return ngettext(
        "%(multiple)s times the acquisition cost",
        "%(multiple)s times the acquisition cost",
        plural_number(formatting.shown_value(multiple), language),
    ) % {"multiple": shown}
