"""Tests which numbers are accepted in the reader's language, and which are refused."""

from decimal import Decimal
from unicodedata import category

import pytest

from localization.numbers import (
    MAX_WHOLE_DIGITS,
    NumberError,
    parse_number,
)

NBSP, NNBSP, MINUS, THIN, FIGURE = "\u00a0", "\u202f", "\u2212", "\u2009", "\u2007"
FORMAT = [chr(code) for code in range(0x110000) if category(chr(code)) == "Cf"]
ALL_SPACES = [chr(code) for code in range(0x110000) if category(chr(code)) == "Zs"]


def reason_of(text: str, language: str, max_places: int = 2) -> str:
    with pytest.raises(NumberError) as refused:
        parse_number(text, language, max_places=max_places)
    return refused.value.reason


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "1,234", "1234"),
        ("en", "1234", "1234"),
        ("en", "1,234.5", "1234.5"),
        ("en", "12.50", "12.50"),
        ("en", "1,234,567.89", "1234567.89"),
        ("it", "1.234", "1234"),
        ("it", "1.234,5", "1234.5"),
        ("it", "1234,5", "1234.5"),
        ("it", "0,5", "0.5"),
        ("es", "1.234", "1234"),  # CLDR would write 1234 in Spanish: both are read
        ("es", "1234", "1234"),
        ("es", "1.234.567,8", "1234567.8"),
        ("fr", "1 234,56", "1234.56"),
        ("fr", f"1{NBSP}234,56", "1234.56"),
        ("fr", f"1{NNBSP}234{NNBSP}567", "1234567"),
        ("fr", "1234,56", "1234.56"),
        ("de-ch", "1'234.5", "1234.5"),
        ("hi", "12,34,567", "1234567"),
        ("en", "0", "0"),
        ("en", "007", "7"),
        ("en", "-5", "-5"),
        ("en", f"{MINUS}5", "-5"),
        ("en", "+5", "5"),
        ("en", f"{NBSP} 5{NNBSP}\t", "5"),
        ("en", f"{THIN}5{FIGURE}", "5"),
        ("fr", f"1{THIN}234{THIN}567", "1234567"),
        ("fr", f"1{FIGURE}234,5", "1234.5"),
        ("fr", "1\u3000234", "1234"),
        ("en", "\u202d1,234.5\u202c", "1234.5"),  # a calculator's copy
        ("en", "\ufeff1\u200b234\u200e", "1234"),
        ("fr", f"\u202d1{THIN}\u200b234\u202c", "1234"),
        ("en", "\u200e-5", "-5"),
        ("en", "9" * MAX_WHOLE_DIGITS, "9" * MAX_WHOLE_DIGITS),
    ],
)
def test_parse_number_reads_the_marks_of_the_language(language, text, value):
    read = parse_number(text, language, max_places=2)
    assert (read, read.as_tuple()) == (Decimal(value), Decimal(value).as_tuple())


def test_parse_number_drops_every_format_character():
    texts = [f"{each}1{each},234{each}.5{each}" for each in FORMAT]
    assert {parse_number(text, "en", max_places=1) for text in texts} == {Decimal("1234.5")}


def test_parse_number_reads_every_space_as_a_space():
    texts = [f"{each}1{each}234{each}567{each}" for each in ALL_SPACES]
    assert {parse_number(text, "fr", max_places=0) for text in texts} == {Decimal(1234567)}
    assert {reason_of(text, "en") for text in texts} == {"wrong_marks"}


def test_parse_number_knows_no_negative_zero():
    assert str(parse_number("-0.00", "en", max_places=2)) == "0.00"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "1.234,5"),
        ("it", "1,234.5"),
        ("it", "1234.5"),
        ("fr", "1234.5"),
        ("es", "1234.5"),
        ("fr", "1.234"),  # Babel alone reads 1.234 here
        ("fr", "1.234,5"),
        ("it", "1 234"),
        ("es", f"1{NNBSP}234"),
        ("en", f"1{NBSP}234"),
        ("en", "1'234"),
        ("en", "12,34"),
        ("en", "1,23"),
        ("en", "1,2345"),
        ("en", "1234,567"),
        ("en", "0,123"),  # no group begins with a zero: a decimal comma is more likely meant
        ("en", "1,,234"),
        ("en", "1..5"),
        ("en", "1.5.5"),
        ("en", ",123"),
        ("en", "1,234,"),
        ("en", ".5"),
        ("en", "5."),
        ("en", "1.234,567"),
        ("en", "1.5,000"),
        ("it", "1.234.5"),
        ("fr", f"1 234{NBSP}567"),  # two kinds of space in one number
        ("fr", f"1{NBSP}234{NNBSP}567"),
        ("fr", f"1{THIN}234{FIGURE}567"),
        ("fr", f"1{THIN}2345"),
        ("en", f"1{THIN}234"),
        ("fr", "1  234"),
        ("fr", "1 23 4"),
        ("hi", "1,234,567"),
        ("en", "- 5"),
        ("fr", "- 5"),
    ],
)
def test_parse_number_refuses_marks_of_another_language_or_out_of_place(language, text):
    assert reason_of(text, language, max_places=6) == "wrong_marks"


@pytest.mark.parametrize("language", ["en", "it", "fr", "es", "de", "pt-br"])
@pytest.mark.parametrize(
    "text",
    [
        *("abc", "NaN", "nan", "Infinity", "-inf", "∞", "1e999", "1E5", "5%", "5 €", "$5", "0x10"),
        *("1_000", "--5", "+-5", "5-", "-", "+", ".", ",", "(5)", "1/2", "½", "5²", "V"),
        *("٣", "१२", "１２３", "1٣", "𝟙", "1\n2", "1;2", "5\ufe0f", "1\u31642", "1\u28002"),
    ],
)
def test_parse_number_refuses_what_is_no_number(language, text):
    assert reason_of(text, language, max_places=6) == "not_a_number"


@pytest.mark.parametrize(
    "text", ["", " ", f"{NBSP}{NNBSP}\t\r\n ", "\u200b", f"{THIN}\u202d\u202c"]
)
def test_parse_number_of_nothing(text):
    assert reason_of(text, "en") == "empty"


@pytest.mark.parametrize("text", ["1" * 16, "1" * 40, "0" * 16, "1,234" + ",567" * 5])
def test_parse_number_limits_the_digits(text):
    assert reason_of(text, "en") == "too_many_digits"


@pytest.mark.parametrize("text", ["1.234", "1.000", "0." + "1" * 40])
def test_parse_number_limits_the_places_even_of_zeros(text):
    assert reason_of(text, "en", max_places=2) == "too_many_places"
    assert reason_of(text, "en", max_places=0) == "not_whole"


def test_a_number_error_shows_the_expected_form_in_the_language():
    with pytest.raises(NumberError, match="wrong_marks") as refused:
        parse_number("1,234.5", "it", max_places=1)
    assert refused.value.expected == "1.234,5"
