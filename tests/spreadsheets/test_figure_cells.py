"""Tests figures in workbooks: what a cell holds, its format, and what comes back."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from openpyxl import Workbook

from tests.spreadsheets.importing import KEYS, check, period, read, saved

MONEY, COUNT = "subscription_revenue", "leads"


def workbook(
    key: str, value: object, number_format: str = "General", *, currency: str = ""
) -> bytes:
    """Returns a workbook whose cell C2 holds the value."""
    book = Workbook()
    book.active.append(["period_type", "period_start", key, "currency"])
    book.active.append(["month", date(2026, 1, 1), value, currency or None])
    book.active["C2"].number_format = number_format
    return saved(book)


MONEY_THAT_COMES_BACK = {
    "whole": (1234, "General", "1234"),
    "zero": (0, "General", "0"),
    "two decimals": (1234.56, "General", "1234.56"),
    "tail of 0.1 + 0.2": (0.1 + 0.2, "General", "0.3"),
    "tail behind cents": (1234.5600000000001, "#,##0.00", "1234.56"),
    "tail below cents": (1234.5599999999999, "#,##0.00", "1234.56"),
    "tail of a long sum": (sum([0.1] * 1000), "General", "100"),
    "tail of a percentage of money": (19.99 * 0.19 + 19.99 * 0.81, "0.00", "19.99"),
    "less than zero by a tail": (0.3 - (0.1 + 0.2), "0.00", "0"),
    "shown with cents": (33.333333333333336, "0.00", "33.33"),
    "shown with cents, a half": (2.675, "0.00", "2.68"),
    "shown as a whole, held with cents": (1234.56, "#,##0", "1234.56"),
    "shown as a whole": (1234.5678, "0", "1235"),
    "shown with one decimal": (10 / 3, "0.0", "3.3"),
    "euro behind": (1234.5, '#,##0.00\\ "€"', "1234.5"),
    "euro by its locale": (1234.5, "#,##0.00\\ [$€-407]", "1234.5"),
    "dollar before": (1234.5, '"$"#,##0.00', "1234.5"),
    "francs": (1234.5, "[$CHF] #,##0.00", "1234.5"),
    "accounting": (1234.5, '_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-;_-* "-"??\\ _€_-', "1234.5"),
    "red where negative": (1234.5, "#,##0.00;[Red]-#,##0.00", "1234.5"),
    "scientific format": (1200000, "0.00E+00", "1200000"),
    "a fraction": (1.5, "# ?/?", "1.5"),
    "leading zeros": (5, "00000", "5"),
    "unit as text": (5, '0" per month"', "5"),
    "percent sign as text": (5, '0"%"', "5"),
    "condition": (1234.5, "[>1000]0;0.00", "1234.5"),
    "colour": (1234.5, "[Blue]0.00", "1234.5"),
    "thirteen digits": (99999999999.99, "General", "99999999999.99"),
    "format text": (1234.5, "@", "1234.5"),
    "text": ("1,234.50", "General", "1234.50"),
    "text with spaces": ("  1234.5 \N{NO-BREAK SPACE}", "@", "1234.5"),
    "text with characters nobody sees": ("\u200b12\u200e34\ufeff", "@", "1234"),
    "text behind an apostrophe": ("'1234.5", "@", "1234.5"),
    "text behind a typographic apostrophe": ("’1234.5", "@", "1234.5"),
    "text with its currency's sign": ("€ 1,234.50", "@", "1234.50"),
    "text with its currency's code": ("1,234.50 EUR", "@", "1234.50"),
    "text of fifteen digits and cents": ("999999999999999.99", "@", "999999999999999.99"),
    "spaces alone": (" \N{NO-BREAK SPACE} ", "@", None),
    "a zero-width space alone": ("\u200b", "@", None),
}
MONEY_THAT_IS_REFUSED = {
    "thirds": (100 / 3, "General", "no more than 2 decimal places"),
    "three decimals shown": (1.2345, "0.000", "no more than 2 decimal places"),
    "negative": (-5, "General", "cannot be negative"),
    "negative that looks positive": (-5, "0.00;0.00", "cannot be negative"),
    "too large": (1e15, "General", "15 digits"),
    "far too large": (1e300, "General", "15 digits"),
    "sixteen digits": (12345678901234.56, "General", "more than 15 digits"),
    "percent": (0.85, "0%", "a percentage (85%)"),
    "percent with decimals": (0.125, "0.0%", "a percentage (12.5%)"),
    "percent with a tail": (0.1 + 0.2, "0%", "a percentage (30%)"),
    "zero percent": (0, "0%", "a percentage (0%)"),
    "thousands": (5000, "#,##0,", "in thousands"),
    "millions": (5000000, '0.0,,"M"', "in thousands"),
    "hidden by its format": (5, ";;;", "hides its number"),
    "date": (date(2026, 1, 5), "yyyy-mm-dd", "contains a date"),
    "number that a format shows as a day": (5, "dd/mm/yyyy", "contains a date"),
    "time": (time(8, 30), "h:mm", "contains a time"),
    "duration": (timedelta(hours=30), "[h]:mm", "contains a time"),
    "true": (True, "General", "TRUE or FALSE"),
    "false": (False, "General", "TRUE or FALSE"),
    "formula without a result": ("=1+1", "General", "not saved in the file"),
    "error": ("#DIV/0!", "General", "(#DIV/0!)"),
    "word": ("unknown", "@", "“unknown” is not a number"),
    "dash": ("-", "@", "“-” is not a number"),
    "other marks": ("1.234,50", "@", "Enter it like this: 1,234.56"),
    "text with a percent sign": ("85 %", "@", "“85 %” is not a number"),
    "text with another currency": ("$ 1,234.50", "@", "is not a number"),
    "text too narrow to show": ("####", "@", "is a longer number"),
    "text in powers of ten": ("1.2E+06", "@", "is a longer number"),
}
COUNTS = {
    "whole": (7, "General", "7"),
    "whole with decimals": (7.0, "0.00", "7"),
    "tail": ((0.1 + 0.2) * 10, "General", "3"),
    "shown as a whole": (12.333333333333334, "0", "12"),
    "shown as a whole, a half": (12.5, "0", "13"),
    "fifteen digits": (999999999999999, "General", "999999999999999"),
}
COUNTS_THAT_ARE_REFUSED = {
    "a half": (1.5, "General", "Enter a whole number"),
    "a half, shown": (1.5, "0.0", "Enter a whole number"),
    "tail of a fraction": (0.1 + 0.2, "General", "Enter a whole number"),
    "percent": (0.85, "0%", "a percentage (85%)"),
    "eighteen digits": (123456789012345678, "General", "no more than 15 digits"),
}


@pytest.mark.parametrize("name", MONEY_THAT_COMES_BACK)
def test_money_comes_back(name):
    value, number_format, expected = MONEY_THAT_COMES_BACK[name]
    figures = {} if expected is None else {MONEY: expected}
    check(read("k.xlsx", workbook(MONEY, value, number_format)), [period(**figures)])


@pytest.mark.parametrize("name", MONEY_THAT_IS_REFUSED)
def test_money_is_refused_by_cell(name):
    value, number_format, words = MONEY_THAT_IS_REFUSED[name]
    check(read("k.xlsx", workbook(MONEY, value, number_format)), {"C2": words})


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_comes_back(name):
    value, number_format, expected = COUNTS[name]
    check(read("k.xlsx", workbook(COUNT, value, number_format)), [period(**{COUNT: expected})])


@pytest.mark.parametrize("name", COUNTS_THAT_ARE_REFUSED)
def test_a_count_is_refused_by_cell(name):
    value, number_format, words = COUNTS_THAT_ARE_REFUSED[name]
    check(read("k.xlsx", workbook(COUNT, value, number_format)), {"C2": words})


@pytest.mark.parametrize(
    ("currency", "value", "number_format", "expected"),
    [
        ("JPY", 1234, "General", [period(subscription_revenue="1234")]),
        ("JPY", 1234.4, "#,##0", [period(subscription_revenue="1234")]),
        ("JPY", 1234.5, "General", {"C2": "Enter a whole number"}),
        ("KWD", 1.2345, "0.000", [period(subscription_revenue="1.235")]),
        ("GBP", "£5.50", "@", [period(subscription_revenue="5.50")]),
    ],
)
def test_decimals_and_signs_are_those_of_the_currency(currency, value, number_format, expected):
    file = workbook(MONEY, value, number_format, currency=currency)
    check(read("k.xlsx", file), expected)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "1.234,5"),
        ("de", "1.234,5"),
        ("es", "1.234,5"),
        ("pt-br", "1.234,5"),
        ("fr", "1\u202f234,5"),
    ],
)
def test_text_is_read_in_the_language_of_the_reader(language, text):
    file = workbook(MONEY, text)
    check(read("k.xlsx", file, language), [period(subscription_revenue="1234.5")])


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("cltv_method", True, "TRUE or FALSE"),
        ("cltv_method", "=1", "not saved in the file"),
        ("cltv_method", "slow", "Choose one of the two methods"),
        ("language", "#N/A", "(#N/A)"),
    ],
)
def test_other_cells_are_refused_too(key, value, words):
    check(read("k.xlsx", workbook(key, value)), {"C2": words})


@pytest.mark.parametrize("value", [0.85, "#N/A", "=1", True, datetime(2026, 1, 1)])
@pytest.mark.parametrize("key", ["company", "period_end", "csat"])
def test_what_an_import_does_not_read_may_hold_anything(key, value):
    check(read("k.xlsx", workbook(key, value, "0%" if value == 0.85 else "General")), [period()])


def test_every_fault_of_a_sheet_is_named():
    book = Workbook()
    for row in (KEYS, ["week", "soon", "x", 1.5], ["month", None, "=1", "#N/A"]):
        book.active.append(row)
    assert list(read("k.xlsx", saved(book))) == ["B2", "A2", "C2", "D2", "C3", "D3", "B3"]


def test_numbers_are_exact():
    (row,) = read("k.xlsx", workbook(MONEY, 0.1))
    assert row[MONEY] == Decimal("0.1")
