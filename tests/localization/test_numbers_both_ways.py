"""Tests with generated cases that a formatted number is read as the same number."""

import random
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from unicodedata import category

import pytest
from babel import localedata
from hypothesis import example, given, settings
from hypothesis import strategies as st

from localization.numbers import MAX_WHOLE_DIGITS, NumberError, format_number, parse_number

NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"
# The product's four, and others that group or mark in a way of their own.
LANGUAGES = ["en", "it", "fr", "es", "de", "pt-br", "pl", "de-ch", "hi"]
SPACES = "".join(chr(code) for code in range(0x110000) if category(chr(code)) == "Zs")
APOSTROPHES = "'’"


@pytest.mark.parametrize("language", LANGUAGES)
def test_parse_reads_back_what_format_wrote_10000_times(language):
    draw = random.Random(f"both ways {language}")
    for _ in range(10_000):
        places = draw.randrange(5)
        digits = draw.randrange(10 ** draw.randrange(1, MAX_WHOLE_DIGITS + places + 1))
        value = Decimal(f"{draw.choice('+-')}{digits}e-{places}")
        text = format_number(value, language, places=places, signed=draw.random() < 0.5)
        read = parse_number(text, language, max_places=places)
        assert read == value, text
        assert -read.as_tuple().exponent == places, text


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200, deadline=None)
@given(st.decimals(-(10**14), 10**14, places=3), st.integers(3, 5))
def test_parse_reads_back_any_decimal(language, value, places):
    text = format_number(value, language, places=places)
    assert parse_number(text, language, max_places=5) == value


def assert_says_what_it_was_read_as(text: str, language: str) -> bool:
    """Checks that an accepted text equals its formatted value, but for grouping and zeros.

    Of format characters, which nobody sees, nothing is left in it.
    """
    try:
        value = parse_number(text, language, max_places=4)
    except NumberError:
        return False
    text = "".join(each for each in text if category(each) != "Cf")
    group, decimal = marks(language)
    canonical = format_number(value, language, places=-value.as_tuple().exponent)
    canonical = canonical.removeprefix(MINUS)
    # Decimals are compared untouched: only what stands before the decimal mark may be grouped.
    whole, mark, decimals = text.strip(f"{SPACES}\t\r\n").partition(decimal)
    kinds = next((kind for kind in (SPACES, APOSTROPHES) if group in kind), group)
    unsigned = re.sub(f"^[+{MINUS}-]", "", whole)
    bare = re.sub(f"[{re.escape(kinds)}]", "", unsigned)
    assert bare.lstrip("0").zfill(1) + mark + decimals == canonical.replace(group, ""), text
    assert value == 0 or (value < 0) == (whole[0] in f"-{MINUS}"), text
    if bare != unsigned:  # grouped at all, then as the language does
        regrouped = re.sub(f"[{re.escape(kinds)}]", lambda _: group, unsigned)
        assert regrouped + mark + decimals == canonical, text
    return True


def marks(language: str) -> tuple[str, str]:
    """Returns the group and decimal marks: the characters between the digits of 1234.5."""
    return re.fullmatch(
        r"1(.)234(.)5", format_number(Decimal("1234.5"), language, places=1)
    ).groups()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_silently_another_number_10000_times(language):
    draw = random.Random(f"no other number {language}")
    alphabet = "0123456789" * 2 + f".,.,' ’{NBSP}{NNBSP}\u2009\u200b+-{MINUS}"
    read = 0
    for _ in range(10_000):
        text = "".join(draw.choices(alphabet, k=draw.randrange(1, 9)))
        if draw.random() < 0.5:  # near misses: a written number with one character changed
            written = format_number(draw.randrange(10**9), language, places=draw.randrange(4))
            at = draw.randrange(len(written))
            text = written[:at] + draw.choice(alphabet) + written[at + draw.randrange(2) :]
        read += assert_says_what_it_was_read_as(text, language)
    assert read > 500  # the property is not empty


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
@example("٣")
@example("1\u2009234")
@example("\u202d1\u2009234\u202c")
def test_any_text_is_read_right_or_refused(language, text):
    assert_says_what_it_was_read_as(text, language)


def test_parse_reads_back_what_format_wrote_in_every_language_there_is():
    value = Decimal("-12345678.9")
    for language in localedata.locale_identifiers():
        text = format_number(value, language, places=1)
        assert parse_number(text, language, max_places=1) == value, (language, text)


@settings(max_examples=500, deadline=None)
@given(st.fractions(-(10**9), 10**9), st.integers(0, 6))
def test_half_up_agrees_with_decimal(value, places):
    with localcontext(prec=80):  # enough digits that the division rounds no tie away
        close = Decimal(value.numerator) / Decimal(value.denominator)
        rounded = close.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert parse_number(format_number(value, "en", places=places), "en", max_places=6) == rounded
