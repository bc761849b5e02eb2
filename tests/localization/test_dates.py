"""Tests days, times and periods in the reader's language."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from localization.dates import (
    format_date,
    format_date_medium,
    format_day_short,
    format_period,
    format_time,
    hold_together,
    parse_day,
)
from localization.languages import CODES

THIN = "\u2009–\u2009"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 October 2026"),
        ("it", "3 ottobre 2026"),
        ("fr", "3 octobre 2026"),
        ("es", "3 de octubre de 2026"),
        ("de", "3. Oktober 2026"),
        ("pt-br", "3 de outubro de 2026"),
    ],
)
def test_format_date(language, text):
    assert format_date(date(2026, 10, 3), language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1 Oct 2026"),
        ("it", "1 ott 2026"),
        ("fr", "1er oct. 2026"),
        ("es", "1 oct 2026"),
        ("de", "01.10.2026"),
        ("pt-br", "1 de out. de 2026"),
    ],
)
def test_format_date_medium(language, text):
    assert format_date_medium(date(2026, 10, 1), language) == text


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("3 May 2026", ["3\u00a0May", "2026"]),
        ("1er mai 2026", ["1er\u00a0mai", "2026"]),
        ("3 de octubre de 2026", ["3\u00a0de\u00a0octubre", "de\u00a02026"]),
        ("03.10.2026", ["03.10.2026"]),
    ],
)
def test_a_line_breaks_behind_the_month_alone(written, parts):
    assert hold_together(written).split(" ") == parts


@pytest.mark.parametrize(
    ("first", "months", "texts"),
    [
        (
            date(2026, 10, 1),
            1,
            [
                *("October 2026", "ottobre 2026", "octobre 2026", "octubre de 2026"),
                *("Oktober 2026", "outubro de 2026"),
            ],
        ),
        (
            date(2026, 7, 1),
            3,
            ["Q3 2026", "T3 2026", "T3 2026", "T3 2026", "Q3 2026", "T3 de 2026"],
        ),
        (date(2026, 1, 1), 12, ["2026"] * 6),
    ],
)
def test_format_period_of_the_calendar(first, months, texts):
    codes = ("en", "it", "fr", "es", "de", "pt-br")
    assert [format_period(first, months, code) for code in codes] == texts


@pytest.mark.parametrize(
    ("first", "months", "text"),
    [
        (date(2026, 2, 1), 3, f"Feb{THIN}Apr 2026"),
        (date(2026, 11, 1), 3, f"Nov 2026{THIN}Jan 2027"),
        (date(2026, 4, 1), 12, f"Apr 2026{THIN}Mar 2027"),
        (date(2026, 2, 1), 12, f"Feb 2026{THIN}Jan 2027"),
    ],
)
def test_format_period_of_a_financial_year_names_its_months(first, months, text):
    assert format_period(first, months, "en") == text


def test_format_time_shows_the_zone_it_was_given():
    moment = datetime(2026, 7, 1, 14, 5, tzinfo=UTC)
    assert format_time(moment, "en") == "14:05"
    assert format_time(moment.astimezone(ZoneInfo("Europe/Rome")), "it") == "16:05"  # UTC + 2


def test_format_time_refuses_a_moment_without_a_zone():
    with pytest.raises(ValueError, match="aware"):
        format_time(datetime(2026, 7, 1, 14, 5), "en")


@pytest.mark.parametrize(
    ("text", "language", "country", "expected"),
    [
        ("2026-07-03", "en", "", (date(2026, 7, 3), None)),
        ("2026/7/3 00:00", "de", "", (date(2026, 7, 3), None)),
        ("03.07.2026", "de", "", (date(2026, 7, 3), date(2026, 3, 7))),
        ("7/3/2026", "en", "", (date(2026, 3, 7), date(2026, 7, 3))),
        ("01/10/2026", "en", "", (date(2026, 10, 1), date(2026, 1, 10))),
        ("7/3/2026", "en", "US", (date(2026, 7, 3), date(2026, 3, 7))),
        ("7/3/2026", "en", "IT", (date(2026, 3, 7), date(2026, 7, 3))),
        ("7/3/2026", "en", "GB", (date(2026, 3, 7), date(2026, 7, 3))),
        ("31/12/2026", "pt-br", "", (date(2026, 12, 31), None)),
        ("31/12/2026", "fr", "CA", (date(2026, 12, 31), None)),
        ("31/12/2026", "en", "ZZ", (date(2026, 12, 31), None)),
        ("31/12/2026", "en", "US", (None, date(2026, 12, 31))),
        ("03.07-2026", "de", "", (None, None)),
        ("03.07.26", "de", "", (None, None)),
        ("2026-02-30", "de", "", (None, None)),
        ("0000-01-01", "de", "", (None, None)),
        ("", "de", "", (None, None)),
    ],
)
def test_a_day_in_figures_is_read_in_the_order_of_the_language(text, language, country, expected):
    assert parse_day(text, language, country) == expected


@pytest.mark.parametrize(
    ("language", "country", "text"),
    [
        ("en", "", "03/10/2026"),
        ("en", "US", "10/03/2026"),
        ("en", "GB", "03/10/2026"),
        ("it", "", "03/10/2026"),
        ("fr", "CA", "03/10/2026"),
        ("es", "", "03/10/2026"),
        ("de", "", "03.10.2026"),
        ("pt-br", "", "03/10/2026"),
    ],
)
def test_a_day_in_figures_is_written_so_that_it_is_read(language, country, text):
    day = date(2026, 10, 3)
    assert format_day_short(day, language, country) == text
    assert parse_day(text, language, country)[0] == day


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize(
    "day", [date(26, 7, 1), date(4, 2, 29), date(999, 12, 26), date(2026, 7, 1)]
)
def test_every_year_has_four_digits(language, day):
    following = date(day.year + 1, 1, 1)
    for written in (
        format_date(day, language),
        format_date_medium(day, language),
        format_day_short(day, language),
        *(format_period(date(day.year, month, 1), 1, language) for month in (1, 7)),
        *(format_period(date(day.year, month, 1), 3, language) for month in (1, 2)),
        *(format_period(date(day.year, month, 1), 12, language) for month in (1, 4)),
    ):
        assert f"{day.year:04}" in written
        assert set(re.findall(r"[0-9]{3,}", written)) <= {f"{day.year:04}", f"{following.year:04}"}


def test_a_day_of_the_month_is_not_taken_for_its_year():
    assert format_date(date(26, 7, 26), "en") == "26 July 0026"
    assert format_period(date(26, 11, 1), 3, "en") == f"Nov 0026{THIN}Jan 0027"
