"""Renders figures and ratings in the reader's language. Nothing here computes a KPI."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel.numbers import get_currency_symbol
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kpis.domain.conversion import ComparedPer
from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Reason, Status, Unit
from kpis.domain.inputs import INPUT_FIELDS, InputKind
from kpis.domain.periods import Period, PeriodType
from localization import dates, numbers
from localization.lazy import StrOrPromise
from localization.locales import get_locale
from localization.minor_units import iso_minor_digits

Exact = Fraction | Decimal | int
PLACES = 2

PERIOD_TYPES = (
    (PeriodType.MONTH.value, gettext_lazy("Month")),
    (PeriodType.QUARTER.value, gettext_lazy("Quarter")),
    (PeriodType.YEAR.value, gettext_lazy("Year")),
)


@dataclass(frozen=True)
class StatusWords:
    """Holds a rating as word, icon and colour; `colour` is the end of a `status--` class."""

    word: StrOrPromise
    icon: str
    colour: str


STATUSES = {
    "off_target": StatusWords(gettext_lazy("Off target"), "error", "bad"),
    "warning": StatusWords(gettext_lazy("Warning"), "warning", "warn"),
    "on_target": StatusWords(gettext_lazy("On target"), "good", "good"),
    "not_rated": StatusWords(gettext_lazy("Not rated"), "none", "none"),
    "not_yet": StatusWords(gettext_lazy("Not rated yet"), "none", "none"),
    "not_known": StatusWords(gettext_lazy("No data"), "unknown", "none"),
}
"""In the order of urgency."""


def status_key(status: Status, reason: Reason | None) -> str:
    """Returns the key in `STATUSES`; without a rating, blank inputs have a key of their own."""
    if status is not Status.NONE:
        return status.value
    keys = {Reason.MISSING_INPUT: "not_known", Reason.PERIOD_RUNNING: "not_yet"}
    return keys.get(reason, "not_rated") if reason else "not_rated"


def period_label(period: Period, language: str) -> str:
    return dates.format_period(period.start, period.months, language)


def period_days(period: Period, language: str) -> str:
    """Renders a period from its first day to its last, both included."""
    first, last = (dates.format_date(day, language) for day in (period.start, period.end))
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def running_words(period: Period, today: date, language: str) -> str:
    """Says until when a period runs that is not over; an empty text for one that is."""
    if period.is_over(today):
        return ""
    return _("until %(day)s, not rated yet") % {"day": dates.format_date(period.end, language)}


def marked_if_running(text: str, period: Period, today: date) -> str:
    """Adds to the name or the days of a period that is not over that it is not rated yet."""
    if period.is_over(today):
        return text
    return _("%(period)s (not rated yet)") % {"period": text}


def running_sentence(period: Period, today: date, language: str) -> str:
    """Says of a table's period that it is not over; an empty text for one that is."""
    if period.is_over(today):
        return ""
    return _("%(period)s is still running (last day: %(day)s), so its figures can change.") % {
        "period": period_label(period, language),
        "day": dates.format_date(period.end, language),
    }


def currency_symbol(currency: str, language: str) -> str:
    return get_currency_symbol(currency, locale=get_locale(language))


def places_needed(value: Exact, most: int = PLACES) -> int:
    """Counts the decimals that `value`, rounded to `most`, needs: 75 none, 7.763184 two."""
    rounded = numbers.round_exactly(value, most, numbers.Rounding.HALF_UP)
    return next(places for places in range(most + 1) if rounded == round(rounded, places))


def shown_value(value: Exact) -> Decimal:
    """Returns a number as `figure` rounds it."""
    return numbers.round_exactly(value, PLACES, numbers.Rounding.HALF_UP)


def money_places(value: Exact, currency: str) -> int:
    """Counts the decimals of an amount on a page: none for a whole one."""
    minor = numbers.minor_digits(currency)
    return minor if places_needed(value, minor) else 0


@lru_cache(maxsize=8192)
def figure(value: Exact, unit: Unit, language: str, currency: str = "") -> str:
    """Renders a value for a page: at most two decimals, and none for a whole amount of money."""
    match unit:
        case Unit.PERCENT:
            return numbers.format_percent(value, language, places_needed(value))
        case Unit.MONEY:
            places = money_places(value, currency)
            return numbers.format_money(value, currency, language, places=places)
        case _:
            return numbers.format_number(value, language, places=places_needed(value))


def times_figure(value: Exact, language: str) -> str:
    """Renders a multiple of the acquisition cost where there is little room: «2.5 ×»."""
    return f"{figure(value, Unit.NUMBER, language)}\N{NO-BREAK SPACE}×"


def value_text(key: KpiKey, value: Fraction | None, language: str, currency: str) -> str:
    """Renders the value of a KPI; an empty text where there is none."""
    return "" if value is None else figure(value, DEFINITIONS[key].unit, language, currency)


@lru_cache(maxsize=8192)
def input_figure(value: Exact, name: str, language: str, currency: str) -> str:
    """Renders an input as text, with all decimals that were entered: money with its currency."""
    if INPUT_FIELDS[name].kind is not InputKind.MONEY:
        return figure(value, Unit.NUMBER, language, currency)
    minor = iso_minor_digits(currency)
    places = minor if places_needed(value, minor) else 0
    return numbers.format_money(value, currency, language, places=places)


def input_places(name: str, currency: str) -> int:
    """Returns how many decimals an input may have."""
    match INPUT_FIELDS[name].kind:
        case InputKind.COUNT:
            return 0
        case InputKind.MONEY:
            return iso_minor_digits(currency)
        case InputKind.DECIMAL:
            return PLACES


def input_mode(name: str) -> str:
    """Returns the `inputmode` of a field, which chooses the keyboard of a phone."""
    return "numeric" if INPUT_FIELDS[name].kind is InputKind.COUNT else "decimal"


def input_unit(name: str, language: str, currency: str) -> str:
    """Returns what stands behind a field: the currency's sign, years, people; else nothing."""
    if INPUT_FIELDS[name].kind is InputKind.MONEY:
        return currency_symbol(currency, language)
    return {"average_retention_years": _("years"), "average_headcount": _("people")}.get(name, "")


@lru_cache(maxsize=8192)
def field_text(value: Decimal | int | None, name: str, language: str, currency: str) -> str:
    """Renders a figure for its field, so that reading the text gives the same figure."""
    if value is None:
        return ""
    places = 0 if value == int(value) else input_places(name, currency)
    return numbers.format_number(value, language, places=places)


def per_words(text: str, compared_per: ComparedPer) -> str:
    """Renders the length of time a value is for: «1.4 a month», «16% a year»."""
    match compared_per:
        case ComparedPer.MONTH:
            return _("%(value)s a month") % {"value": text}
        case ComparedPer.YEAR:
            return _("%(value)s a year") % {"value": text}
        case _:
            return text


IN_PERIOD = {
    PeriodType.MONTH: gettext_lazy("in the month"),
    PeriodType.QUARTER: gettext_lazy("in the quarter"),
    PeriodType.YEAR: gettext_lazy("in the year"),
}


def in_period_words(kind: PeriodType, compared: str) -> str:
    """Renders what a value is of, with the value as it is compared: «in the year (4% a year)»."""
    match kind:
        case PeriodType.MONTH:
            return _("in the month (%(compared)s)") % {"compared": compared}
        case PeriodType.QUARTER:
            return _("in the quarter (%(compared)s)") % {"compared": compared}
        case PeriodType.YEAR:
            return _("in the year (%(compared)s)") % {"compared": compared}


def reason_words(reason: Reason, labels: Iterable[str], currency: str, stated_in: str) -> str:
    """Explains why there is no value, or a value and no rating."""
    names = ", ".join(labels)
    match reason:
        case Reason.MISSING_INPUT:
            return _("Not entered: %(names)s. Blank means unknown, not zero.") % {"names": names}
        case Reason.ZERO_DIVISOR:
            return _("%(names)s: 0. Division by zero is not possible.") % {"names": names}
        case Reason.NO_BOUNDS:
            return _("There is no benchmark for this KPI at the moment.")
        case Reason.OTHER_CURRENCY:
            return _(
                "The benchmark is in %(stated)s. Your figures are in %(currency)s, and we do "
                "not assume an exchange rate."
            ) % {"stated": stated_in, "currency": currency}
        case Reason.NOTHING_TO_COMPARE:
            return _("Not rated: this needs an earlier period or the total revenue.")
        case Reason.UNKNOWN_ACQUISITION_COST:
            return _("Not rated: this needs the acquisition cost of a client.")
        case Reason.PERIOD_RUNNING:
            return _("The period is not over yet. Its figures are rated the day after it ends.")
