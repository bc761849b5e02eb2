"""Tests how numbers are formatted in the reader's language."""

from decimal import Decimal
from fractions import Fraction

import pytest
from babel import Locale
from babel.core import UnknownLocaleError

from localization.minor_units import iso_minor_digits
from localization.numbers import (
    format_bound,
    format_change,
    format_money,
    format_money_by_code,
    format_number,
    format_percent,
    format_plain,
    format_score,
    minor_digits,
    number_example,
)

NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1,234.56"),
        ("it", "1.234,56"),
        ("fr", f"1{NNBSP}234,56"),
        ("es", "1.234,56"),
        ("de", "1.234,56"),
        ("pt-br", "1.234,56"),
        ("de-ch", "1’234.56"),
        ("pl", f"1{NBSP}234,56"),
    ],
)
def test_format_number_groups_from_four_digits_on(language, text):
    assert format_number(Decimal("1234.56"), language, places=2) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, 0, "0"),
        (0, 2, "0.00"),
        (999, 0, "999"),
        (1000, 0, "1,000"),
        (Decimal("1E+3"), 1, "1,000.0"),
        (Decimal("0.005"), 2, "0.01"),  # a half goes away from zero
        (Decimal("-0.005"), 2, f"{MINUS}0.01"),
        (Decimal("0.0049999"), 2, "0.00"),
        (Decimal("-0.004"), 2, "0.00"),  # what rounds to zero has no sign
        (Decimal("-0"), 2, "0.00"),
        (Fraction(1, 3), 6, "0.333333"),
        (Fraction(2, 3), 6, "0.666667"),
        (Fraction(-2, 3), 0, f"{MINUS}1"),
    ],
)
def test_format_number_rounds_exactly(value, places, text):
    assert format_number(value, "en", places=places) == text


def test_format_number_keeps_every_digit_of_a_number_longer_than_a_decimal_context():
    assert format_number(Fraction(10**40 + 1), "en", places=1) == "10" + ",000" * 12 + ",001.0"


@pytest.mark.parametrize(
    ("value", "text"),
    [(5, "+5.0"), (-5, f"{MINUS}5.0"), (0, "0.0"), (Fraction(1, 100), "0.0")],
)
def test_format_number_signed_has_no_sign_for_zero(value, text):
    assert format_number(value, "en", places=1, signed=True) == text


@pytest.mark.parametrize("value", [1.5, True, "1", None])
def test_format_number_refuses_what_is_not_exact(value):
    with pytest.raises(TypeError):
        format_number(value, "en", places=2)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_format_number_refuses_what_is_not_finite(value):
    with pytest.raises(ValueError, match="finite"):
        format_number(Decimal(value), "en", places=2)


def test_format_number_in_an_unknown_language_fails():
    with pytest.raises(UnknownLocaleError):
        format_number(1, "qq", places=2)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3996, 1000), "3.99"),  # below 4, and not shown as 4
        (Fraction(399999, 100000), "3.99"),
        (4, "4.00"),
        (Fraction(11, 3), "3.66"),  # 3.6666…
        (Fraction(-1, 1000), f"{MINUS}0.01"),
    ],
)
def test_format_score_rounds_down(value, text):
    assert format_score(value, "en", 2) == text


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        (Fraction(3009, 1000), Fraction(301, 100), "+0.01"),  # 3.00 and 3.01
        (Fraction(3001, 1000), Fraction(3249, 1000), "+0.24"),
        (Fraction(3249, 1000), Fraction(3001, 1000), f"{MINUS}0.24"),
        (Fraction(3996, 1000), 4, "+0.01"),  # 3.99 and 4.00
        (3, 3, "0.00"),
        (Fraction(3001, 1000), Fraction(3002, 1000), "+<0.01"),  # 3.00 both, and yet a rise
        (Fraction(3002, 1000), Fraction(3001, 1000), f"{MINUS}<0.01"),
    ],
)
def test_format_change_is_the_difference_of_the_scores_as_shown(before, now, text):
    assert format_change(before, now, "en", 2) == text


@pytest.mark.parametrize(
    ("bound", "least", "text"),
    [(3, 0, "3"), (3, 1, "3.0"), (Fraction(5, 2), 0, "2.50"), (Fraction(333, 100), 1, "3.33")],
)
def test_format_bound_is_exact(bound, least, text):
    assert format_bound(bound, "en", least) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "75%"),
        ("it", "75%"),
        ("fr", f"75{NBSP}%"),
        ("es", f"75{NBSP}%"),
        ("de", f"75{NBSP}%"),
        ("pt-br", "75%"),
        ("tr", "%75"),
    ],
)
def test_format_percent_takes_the_pattern_of_the_language(language, text):
    assert format_percent(75, language, 0) == text


def test_format_percent_rounds_a_fraction():
    assert format_percent(Fraction(200, 3), "it", 1) == "66,7%"  # 66.666…
    assert format_percent(Fraction(-200, 3), "en", 1, signed=True) == f"{MINUS}66.7%"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "€1,234.50"),
        ("it", f"1.234,50{NBSP}€"),
        ("fr", f"1{NNBSP}234,50{NBSP}€"),
        ("es", f"1.234,50{NBSP}€"),
        ("de", f"1.234,50{NBSP}€"),
        ("pt-br", f"€{NBSP}1.234,50"),
    ],
)
def test_format_money_takes_the_pattern_of_the_language(language, text):
    assert format_money(Decimal("1234.5"), "EUR", language) == text


@pytest.mark.parametrize(
    ("currency", "digits", "text"),
    [("USD", 2, "$1,234.57"), ("JPY", 0, "¥1,235"), ("KWD", 3, f"KWD{NBSP}1,234.567")],
)
def test_format_money_takes_the_minor_digits_of_the_currency(currency, digits, text):
    assert minor_digits(currency) == digits
    assert format_money(Decimal("1234.567"), currency, "en") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"7,000{NBSP}USD"),
        ("it", f"7.000{NBSP}USD"),
        ("es", f"7.000{NBSP}USD"),
        ("pt-br", f"USD{NBSP}7.000"),
    ],
)
def test_money_by_its_code_has_it_where_the_language_has_the_sign(language, text):
    assert format_money_by_code(7000, "USD", language, places=0) == text
    assert format_money_by_code(Decimal("0.5"), "USD", "en") == f"0.50{NBSP}USD"


def test_format_money_puts_the_sign_first():
    assert format_money(-5, "USD", "en") == f"{MINUS}$5.00"
    assert format_money(5, "USD", "en", signed=True) == "+$5.00"


@pytest.mark.parametrize(
    ("language", "places", "text"),
    [
        ("en", 0, "1,234"),
        ("en", 1, "1,234.5"),
        ("en", 4, "1,234.56"),
        ("it", 2, "1.234,56"),
        ("fr", 1, f"1{NNBSP}234,5"),
    ],
)
def test_number_example_shows_the_expected_form(language, places, text):
    assert number_example(language, places=places) == text


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [(Decimal("1234.50"), "it", "1234,50"), (10**15, "fr", "1" + "0" * 15), (50, "en", "50")],
)
def test_a_plain_number_has_every_digit_and_no_groups(value, language, text):
    assert format_plain(value, language) == text


def test_money_with_asked_places():
    assert format_money(Decimal(40_000), "EUR", "it", places=0) == f"40.000{NBSP}€"


@pytest.mark.parametrize(
    ("digits", "currencies"),
    [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
        (2, "AFN ALL EUR HUF IRR KPW LAK LBP MGA MMK RSD SOS SYP USD YER"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
    ],
)
def test_an_amount_can_have_the_decimals_of_iso_4217(digits, currencies):
    assert {iso_minor_digits(currency) for currency in currencies.split()} == {digits}


def test_no_currency_is_shown_with_more_decimals_than_it_has():
    codes = Locale("en").currencies
    assert [code for code in codes if minor_digits(code) > iso_minor_digits(code)] == []


def test_an_amount_is_shown_with_the_decimals_that_people_write():
    assert format_money(Decimal("1234.50"), "ALL", "en") == f"ALL{NBSP}1,235"
