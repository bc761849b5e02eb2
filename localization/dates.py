"""Formats and reads dates, times and periods with Babel's locale data; does not import Django."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates
from babel.units import format_unit

CACHE_SIZE = 1024  # formatted days and quarters: a list and its chart use the same ones
NO_BREAK_SPACE = "\u00a0"
EARLIEST_DAY = date(1990, 1, 1)
"""The first day that forms and sheets accept, so that a year of two digits is never one."""
_FIRST_YEAR_OF_FOUR_DIGITS = 1000
_LEAP_YEARS_REPEAT = 2000  # years: as long after a day, the calendar has the same leap year
MONTHS_IN_QUARTER = 3
MONTHS_IN_YEAR = 12
# Languages that write the first of a month as an ordinal, which CLDR's patterns do not do.
FIRST_OF_MONTH = {"fr": "1er"}
# The CLDR locale of a language's dates and times where its own is another country's: CLDR's `en` is American.
VARIANTS = {"en": "en_GB"}
_TIME = r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}){_TIME}")


@lru_cache(maxsize=CACHE_SIZE)
def format_date(day: date, language: str) -> str:
    """Returns a day in full: «3 October 2026», «3 ottobre 2026», «1er octobre 2026»."""
    written = _in_four_digits(
        lambda day: dates.format_date(day, "long", locale=_locale(language)), day
    )
    first = FIRST_OF_MONTH.get(_locale(language).language)
    return f"{first}{written[1:]}" if first and day.day == 1 else written


@lru_cache(maxsize=CACHE_SIZE)
def format_date_medium(day: date, language: str) -> str:
    """Returns a day as the head of a column: «3 Oct 2026», «03.10.2026», «1er oct. 2026»."""
    written = _in_four_digits(
        lambda day: dates.format_date(day, "medium", locale=_locale(language)), day
    )
    first = FIRST_OF_MONTH.get(_locale(language).language)
    return f"{first}{written[1:]}" if first and day.day == 1 else written


def hold_together(written: str) -> str:
    """Returns a formatted day for a page: its line breaks before it and behind its month alone."""
    words = written.split(" ")
    month = max(range(len(words)), key=lambda place: sum(map(str.isalpha, words[place])))
    parts = (words[: month + 1], words[month + 1 :])
    return " ".join(NO_BREAK_SPACE.join(part) for part in parts if part)


def format_time(moment: datetime, language: str) -> str:
    """Returns the time of day of an aware `moment`, in its own zone: «14:05».

    Raises ValueError for a naive `moment`, because its zone is not known.
    """
    return dates.format_time(moment, "short", tzinfo=_zone(moment), locale=_locale(language))


def format_duration(duration: timedelta, language: str) -> str:
    """Returns a length of time in its largest whole unit up to days: «30 days», «12 heures».

    It stands behind nothing that would inflect it, such as a preposition in German.
    """
    units = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)))
    for name, unit in (*units, ("minute", timedelta(minutes=1))):
        if duration % unit == timedelta(0):
            return format_unit(duration // unit, f"duration-{name}", locale=_locale(language))
    return format_unit(duration.total_seconds(), "duration-second", locale=_locale(language))


def format_month(first: date, language: str) -> str:
    """Returns the month of the day `first`: «October 2026», «octubre de 2026»."""
    return _skeleton("yMMMM", first, language)


@lru_cache(maxsize=CACHE_SIZE)
def format_quarter(first: date, language: str) -> str:
    """Returns the calendar quarter that contains the day `first`: «Q3 2026», «T3 2026»."""
    return _skeleton("yQQQ", first, language)


def format_year(first: date, language: str) -> str:
    """Returns the calendar year that contains the day `first`: «2026»."""
    return _skeleton("y", first, language)


def format_month_range(first: date, last: date, language: str) -> str:
    """Returns the months from `first` to `last`: «Nov 2026 – Jan 2027», «feb–apr 2026»."""
    return _in_four_digits(
        lambda start, end: dates.format_interval(start, end, "yMMM", locale=_locale(language)),
        first,
        last,
    )


def format_period(first: date, months: int, language: str) -> str:
    """Returns the label of a period of `months` (1, 3 or 12) whose first day is `first`.

    A calendar quarter or year has its short name («Q3 2026»). A quarter or year of another
    financial year is labelled with its months, because its short name would be ambiguous.
    """
    if months == 1:
        return format_month(first, language)
    if months == MONTHS_IN_QUARTER and first.month % MONTHS_IN_QUARTER == 1:
        return format_quarter(first, language)
    if months == MONTHS_IN_YEAR and first.month == 1:
        return format_year(first, language)
    carry, month = divmod(first.month - 1 + months - 1, MONTHS_IN_YEAR)
    return format_month_range(first, date(first.year + carry, month + 1, 1), language)


def parse_day(text: str, language: str, country: str = "") -> tuple[date | None, date | None]:
    """Returns the day that a text in figures means, and what it means with day and month swapped.

    Without a year of four digits there is none. Where the year stands first, month and day
    follow; else they stand in the order of the language, as written in the country where it is
    known. A time behind the day is left out.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        year, _mark, month, day = match.groups()
        return _to_day(year, month, day), None
    if not (match := _YEAR_LAST.fullmatch(text)):
        return None, None
    first, _mark, second, year = match.groups()
    if short_form(language, country)[0].startswith("M"):
        return _to_day(year, first, second), _to_day(year, second, first)
    return _to_day(year, second, first), _to_day(year, first, second)


def format_day_short(day: date, language: str, country: str = "") -> str:
    """Returns a day in the figures that `parse_day` reads: «01/10/2026», «01.10.2026»."""
    order, mark = short_form(language, country)
    parts = {"d": f"{day.day:02}", "M": f"{day.month:02}", "y": f"{day.year:04}"}
    return mark.join(parts[each] for each in order)


def _skeleton(skeleton: str, first: date, language: str) -> str:
    return _in_four_digits(
        lambda day: dates.format_skeleton(skeleton, day, locale=_locale(language)), first
    )


def _in_four_digits(write: Callable[..., str], *days: date) -> str:
    """Returns what `write` makes of the days, each year with four digits: «July 0026».

    CLDR's patterns write the year 26 as «26», which people take for 2026: such a day is written in
    a year of four digits, which is then replaced.
    """
    if all(day.year >= _FIRST_YEAR_OF_FOUR_DIGITS for day in days):
        return write(*days)
    written = write(*(day.replace(year=day.year + _LEAP_YEARS_REPEAT) for day in days))
    for year in {day.year for day in days}:
        written = written.replace(str(year + _LEAP_YEARS_REPEAT), f"{year:04}")
    return written


def _to_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@lru_cache
def short_form(language: str, country: str) -> tuple[str, str]:
    """Returns the order of day, month and year (`dMy`), year last, and the mark between them."""
    for locale in (_locale_in(language, country), _locale(language)):
        pattern = str(locale.date_formats["short"].pattern)
        order = "".join(dict.fromkeys(re.findall("[dMy]", pattern)))
        if order in ("dMy", "Mdy"):
            return order, re.sub(r"[dMy\s]", "", pattern)[:1]
    return "dMy", "/"


def _locale_in(language: str, country: str) -> Locale:
    """Returns the language as written in `country`, or else as everywhere."""
    try:
        locale = Locale.parse(f"{language.partition('-')[0]}_{country}")
    except (UnknownLocaleError, ValueError):
        return _locale(language)
    # For a country that CLDR does not know, Babel answers with the language's largest one.
    return locale if locale.territory == country else _locale(language)


def _locale(language: str) -> Locale:
    return Locale.parse(_variant(language))


def _variant(language: str) -> str:
    return VARIANTS.get(language, language.replace("-", "_"))


def _zone(moment: datetime) -> tzinfo:
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("an aware datetime is needed")
    return moment.tzinfo
