"""Formats numbers and dates in the reader's language."""

from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from django import template
from django.utils import timezone

from localization import dates
from localization.labels import label as label_before
from localization.labels import labelled as label_value
from localization.languages import current_language
from localization.numbers import format_bound, format_percent, format_score

register = template.Library()


@register.filter
def score(value: Fraction, places: int) -> str:
    """Returns a score with `places` decimals, rounded down."""
    return _score(value, current_language(), places)


@register.filter
def bound(value: Fraction, least: int) -> str:
    """Returns the bound of a stage with `least` decimals, or with two where it needs more."""
    return format_bound(value, current_language(), least)


@register.filter
def percent(value: Fraction | int) -> str:
    """Returns a whole percentage (75 is `75%`) with the language's space before the sign."""
    return format_percent(value, current_language(), places=0)


# A page shows the same few scores many times, and there are only 81 of them.
_score = lru_cache(maxsize=4096)(format_score)


@register.filter
def day(moment: date | datetime) -> str:
    """Returns a day, or the date of a moment in the active time zone."""
    return dates.hold_together(dates.format_date(_local_day(moment), current_language()))


@register.filter
def day_medium(moment: date | datetime) -> str:
    """Returns a day with its month abbreviated, for the head of a column."""
    return dates.hold_together(dates.format_date_medium(_local_day(moment), current_language()))


def _local_day(moment: date | datetime) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


@register.filter
def moment(value: datetime) -> str:
    """Returns the date and the time of day of a moment in the active time zone."""
    local, language = timezone.localtime(value), current_language()
    return f"{day(value)}, {dates.format_time(local, language)}"


@register.filter
def clock(moment: datetime) -> str:
    """Returns the time of day of a moment in the active time zone."""
    return dates.format_time(timezone.localtime(moment), current_language())


@register.filter
def label(text: object) -> str:
    """Returns «Label:» as the reader's language writes it, before a value of another style."""
    return label_before(text)


@register.filter
def labelled(label: object, value: object) -> str:
    """Returns «Label: value» with the colon of the reader's language."""
    return label_value(label, value)
