"""Tests first days of periods in workbooks: as dates, serial numbers and text."""

from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.spreadsheets.importing import check, period, read, saved

JULY = [period("2026-07-01", leads="5")]


def workbook(day: object, number_format: str = "", *, kind: str = "month", epoch=None) -> bytes:
    """Returns a workbook whose cell B2 holds the day."""
    book = Workbook()
    if epoch:
        book.epoch = epoch
    book.active.append(["period_type", "period_start", "leads"])
    book.active.append([kind, day, 5])
    if number_format:
        book.active["B2"].number_format = number_format
    return saved(book)


@pytest.mark.parametrize(
    ("day", "number_format"),
    [
        (date(2026, 7, 1), ""),
        (date(2026, 7, 1), "dd.mm.yyyy"),
        (date(2026, 7, 1), "m/d/yy"),
        (date(2026, 7, 1), "mmmm yyyy"),
        (date(2026, 7, 1), "[$-F800]dddd, mmmm dd, yyyy"),
        (date(2026, 7, 1), "[$-410]d mmmm yyyy;@"),
        (date(2026, 7, 1), 'yyyy"年"m"月"d"日"'),
        (datetime(2026, 7, 1, 13, 45), "yyyy-mm-dd hh:mm"),
        (datetime(2026, 7, 1, 23, 59, 59), "yyyy-mm-dd"),
        (46204, "General"),
        (46204, "0"),
        (46204.0, "#,##0.00"),
    ],
)
def test_a_date_comes_back_whatever_its_format(day, number_format):
    check(read("k.xlsx", workbook(day, number_format)), JULY)


@pytest.mark.parametrize(("day", "number_format"), [(date(2026, 7, 1), ""), (44742, "General")])
def test_a_workbook_may_count_days_from_1904(day, number_format):
    file = workbook(day, number_format, epoch=CALENDAR_MAC_1904)
    check(read("k.xlsx", file), JULY)


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("2026-07-01", "en", ""),
        ("2026-07-01", "de", "DE"),
        ("2026-7-1", "it", "IT"),
        ("2026/07/01", "en", ""),
        ("2026.07.01", "de", ""),
        ("2026-07-01 00:00:00", "en", ""),
        ("2026-07-01T00:00", "fr", ""),
        ("'2026-07-01", "en", ""),
        (" 2026-07-01\N{NO-BREAK SPACE}", "en", ""),
        ("\u200e2026-07-01", "en", ""),
        ("01.07.2026", "de", "DE"),
        ("1.7.2026", "de", "AT"),
        ("01/07/2026", "it", "IT"),
        ("01/07/2026", "fr", "FR"),
        ("01/07/2026", "fr", "CA"),
        ("1/7/2026", "es", "ES"),
        ("01.07.2026", "fr", "CH"),
        ("01-07-2026", "it", ""),
        ("01. 07. 2026", "de", ""),
        ("01.07.2026 00:00", "de", ""),
        ("01.\N{NO-BREAK SPACE}07.\N{NARROW NO-BREAK SPACE}2026", "de", "DE"),
        ("\u202d01.07.2026\u202c\N{NO-BREAK SPACE}00:00", "de", "DE"),
        ("1/7/2026", "en", ""),
        ("7/1/2026", "en", "US"),
        ("07/01/2026", "en", "US"),
        ("01/07/2026", "en", "GB"),
        ("1/7/2026", "en", "IE"),
        ("01/07/2026", "en", "AU"),
    ],
)
def test_a_day_as_text_is_read_in_the_form_of_the_language(text, language, country):
    check(read("k.xlsx", workbook(text, "@"), language, country), JULY)


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("07/01/2026", "en", ""),
        ("01/07/2026", "en", "US"),
        ("7/1/2026", "en", "GB"),
        ("07/01/2026", "it", "IT"),
        ("07.01.2026", "de", "DE"),
    ],
)
def test_a_day_that_means_a_period_in_another_order_is_refused(text, language, country):
    found = read("k.xlsx", workbook(text, "@"), language, country)
    check(found, {"B2": "2026-07-01"})
    assert "2026-01-07" in found["B2"]


@pytest.mark.parametrize(
    ("day", "number_format", "words"),
    [
        (None, "", "Enter the first day of the period here, such as 2026-01-01."),
        ("", "@", "Enter the first day"),
        ("July 2026", "@", "“July 2026” is not a date that we can read"),
        ("01/07/26", "@", "as 2026-01-01 or 01/01/2026"),
        ("31/31/2026", "@", "is not a date that we can read"),
        ("2026-02-30", "@", "is not a date that we can read"),
        ("tomorrow", "@", "“tomorrow” is not a date that we can read"),
        ("########", "@", "is not a date that we can read"),
        ("46204", "@", "“46204” is not a date that we can read"),
        (2026, "General", "“2026” is not a date that we can read"),
        (20260701, "General", "“20260701” is not a date that we can read"),
        (46204.5, "General", "“46204.5” is not a date that we can read"),
        (-5, "yyyy-mm-dd", "contains a time"),
        (time(8, 30), "h:mm", "contains a time"),
        (True, "", "TRUE or FALSE"),
        ("=DATE(2026,7,1)", "yyyy-mm-dd", "not saved in the file"),
        ("#REF!", "", "(#REF!)"),
        (0.5, "0%", "a percentage (50%)"),
        (date(2026, 7, 2), "", "the first day of a month"),
        (date(2027, 1, 1), "", "has not started"),
    ],
)
def test_what_is_no_first_day_is_refused_by_cell(day, number_format, words):
    check(read("k.xlsx", workbook(day, number_format)), {"B2": words})


@pytest.mark.parametrize("language", ["it", "fr", "es", "de", "pt-br"])
def test_a_refusal_shows_the_form_of_the_language(language):
    mark = "." if language == "de" else "/"
    found = read("k.xlsx", workbook("x", "@"), language)
    assert f"01{mark}01{mark}2026" in found["B2"]
    assert "“" not in found["B2"] or language in ("de", "pt-br")


@pytest.mark.parametrize(
    ("kind", "day"), [("week", "tomorrow"), (None, None), ("=1", "#N/A"), (True, True)]
)
def test_length_and_day_are_both_named(kind, day):
    assert set(read("k.xlsx", workbook(day, kind=kind))) == {"A2", "B2"}


@pytest.mark.parametrize(
    ("kind", "language"),
    [
        ("QUARTER", "en"),
        ("Quarter ", "en"),
        ("trimestre", "it"),
        ("Quartal", "de"),
        ("'quarter", "en"),
    ],
)
def test_a_length_is_read_by_its_key_or_its_name(kind, language):
    found = read("k.xlsx", workbook(date(2026, 7, 1), kind=kind), language)
    check(found, [period("2026-07-01", "quarter", leads="5")])


@pytest.mark.parametrize("text", ["0026-07-01", "01/07/0026", "1989-12-01"])
def test_a_year_that_cannot_be_meant_is_named(text):
    found = read("k.xlsx", workbook(text, "@"), "en", "")
    check(found, {"B2": "Enter a date in 1990 or later."})


def test_money_may_have_the_decimals_of_iso_4217():
    file = b"period_type;period_start;subscription_revenue\nmonth;2026-07-01;1,234.50\n"
    check(
        read("k.csv", file, currency="LBP"), [period("2026-07-01", subscription_revenue="1234.50")]
    )
