"""Numbers and dates in the reader's language."""

from datetime import date, datetime
from fractions import Fraction

from django import template
from django.utils import timezone

from localization import dates
from localization.languages import current_language
from localization.numbers import format_score

register = template.Library()


@register.filter
def score(value: Fraction, places: int) -> str:
    """A score with that many decimals, rounded down."""
    return format_score(value, current_language(), places)


@register.filter
def day(moment: date | datetime) -> str:
    """A day, or the date of a moment in the active time zone."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return dates.format_date(moment, current_language())


@register.filter
def clock(moment: datetime) -> str:
    """The time of day of a moment in the active time zone."""
    return dates.format_time(timezone.localtime(moment), current_language())
