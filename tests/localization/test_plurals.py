"""Tests which plural form a number with decimals takes."""

from decimal import Decimal

import pytest

from localization.plurals import plural_number


@pytest.mark.parametrize(
    ("language", "singular", "plural"),
    [
        ("en", ["1", "1.00"], ["0", "0.5", "1.5", "2", "17", "20"]),
        ("it", ["1"], ["0", "0.5", "1.5", "2"]),
        ("es", ["1"], ["0", "0.5", "1.5", "2"]),
        ("de", ["1"], ["0", "0.5", "1.5", "2"]),
        ("fr", ["0", "0.5", "1", "1.5", "1.99"], ["2", "2.5", "17"]),
        ("pt-br", ["0", "0.5", "1", "1.5"], ["2", "17"]),
    ],
)
def test_a_fraction_takes_the_form_of_the_language(language, singular, plural):
    assert {plural_number(Decimal(number), language) for number in singular} == {1}
    assert {plural_number(Decimal(number), language) for number in plural} == {2}


def test_the_sign_changes_no_form():
    assert plural_number(Decimal("-1"), "en") == 1
    assert plural_number(Decimal("-1.5"), "fr") == 1


def test_millions_have_a_form_of_their_own_in_romance_languages():
    million = Decimal(1_000_000)
    assert [plural_number(million, code) for code in ("es", "de")] == [1_000_000, 2]
