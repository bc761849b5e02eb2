"""Renders an account's own targets in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpis.domain.benchmarks import Direction
from kpis.domain.conversion import ComparedPer
from kpis.domain.default_bounds import DIRECTIONS
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Reason, Status, Unit
from kpis.domain.results import KpiResult
from kpis.domain.targets import Target, latest_target, target_unit
from kpis.presenters import formatting
from kpis.presenters.formatting import StatusWords
from kpis.presenters.zones import Zone, times_words
from kpis.selectors.content import Content, KpiContent
from localization import dates, numbers
from localization.lazy import StrOrPromise

AS_ENTERED, MONTH, YEAR = ComparedPer.AS_ENTERED, ComparedPer.MONTH, ComparedPer.YEAR
HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
HINTS: dict[tuple[bool, Direction, ComparedPer], StrOrPromise] = {
    (True, HIGHER, AS_ENTERED): gettext_lazy(
        "On target at this many times the acquisition cost or more."
    ),
    (False, HIGHER, AS_ENTERED): gettext_lazy("On target at this value or above."),
    (False, LOWER, AS_ENTERED): gettext_lazy("On target at this value or below."),
    (False, HIGHER, MONTH): gettext_lazy("On target at this value or above, per month."),
    (False, LOWER, MONTH): gettext_lazy("On target at this value or below, per month."),
    (False, LOWER, YEAR): gettext_lazy("On target at this value or below, per year."),
}


@dataclass(frozen=True)
class TargetLine:
    """Holds the rating of a value by the account's own target."""

    bound: str
    short: str
    """The same without the length of time, for a column."""
    status: StatusWords
    since: str
    """Says since when the target stands, and of the first one that it rates what was before."""

    @property
    def name(self) -> str:
        return _("Your target (%(bound)s)") % {"bound": self.bound}


def target_line(result: KpiResult, language: str, period_end: date) -> TargetLine | None:
    """Renders the rating by the target; None where there is no target, or no value to rate."""
    if result.target is None or result.value is None:
        return None
    key = result.target_status.value
    if result.target_status is Status.NONE:
        key = "not_yet" if result.reason is Reason.PERIOD_RUNNING else "not_rated"
    return TargetLine(
        bound=target_words(result.target, language),
        short=short_words(result.target, language),
        status=formatting.STATUSES[key],
        since=since_words(result.target, language, period_end),
    )


def since_words(target: Target, language: str, period_end: date | None = None) -> str:
    """Says since when a target stands; of one set after `period_end`, that it rates that too."""
    day = {"day": dates.format_date(target.since, language)}
    if period_end is not None and target.since > period_end:
        return _("Set on %(day)s. Your first target also rates earlier periods.") % day
    return _("In force since %(day)s.") % day


def other_currency_words(target: Target, language: str) -> str:
    """Says of a target that it is in another currency than the account's is now."""
    value = target.value or 0
    places = formatting.money_places(value, target.currency)
    amount = numbers.format_money_by_code(value, target.currency, language, places=places)
    return _("Your last target is in another currency: %(amount)s.") % {"amount": amount}


def target_words(target: Target, language: str) -> str:
    """Renders what reaches a target: «≥ 92%», «≤ 15% a year»."""
    if target_unit(target.key) is Unit.TIMES:
        zone = Zone(low=target.value, low_included=True, high=None, high_included=False)
        return times_words(zone, formatting.figure(target.value or 0, Unit.NUMBER, language), "")
    bound = short_words(target, language)
    return formatting.per_words(bound, DEFINITIONS[target.key].compared_per)


def short_words(target: Target, language: str) -> str:
    """Renders what reaches a target without its length of time: «≥ 92%», «≥ 3 ×»."""
    value, unit = target.value or 0, target_unit(target.key)
    if unit is Unit.TIMES:
        figure = formatting.times_figure(value, language)
    else:
        figure = formatting.figure(value, unit, language, target.currency)
    sign = "≥" if DIRECTIONS[target.key] is Direction.HIGHER else "≤"
    return f"{sign}\N{NO-BREAK SPACE}{figure}"


def target_hint(key: KpiKey) -> StrOrPromise:
    """Says which values reach a target, and in which length of time it is stated."""
    return HINTS[key is KpiKey.CLTV, DIRECTIONS[key], DEFINITIONS[key].compared_per]


def list_targets(targets: Iterable[Target], content: Content) -> list[tuple[KpiContent, str, str]]:
    """Lists (KPI, target in words, since when it stands); without a target, both are empty."""
    rows = []
    known = tuple(targets)
    for key, kpi in content.kpis.items():
        target = latest_target(known, KpiKey(key))
        bound = target_words(target, content.language) if target else ""
        since = since_words(target, content.language) if target else ""
        rows.append((kpi, bound, since))
    return rows
