"""Tests exact figures as decimal strings."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.decimal_strings import decimal_string


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (0, "0"),
        (Fraction(75), "75"),
        (Fraction(14, 10), "1.4"),
        (Fraction(7763184, 10**6), "7.763184"),
        (Fraction(100, 3), "33.333333"),
        (Fraction(200, 3), "66.666667"),
        (Fraction(-200, 3), "-66.666667"),
        (Fraction(1, 2 * 10**6), "0.000001"),  # a half goes away from zero
        (Fraction(-1, 2 * 10**6), "-0.000001"),
        (Fraction(49, 10**8), "0"),
        (Fraction(-49, 10**8), "0"),
        (Decimal("12000.00"), "12000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.1"),
        (500, "500"),
    ],
)
def test_decimal_string(value, text):
    assert decimal_string(value) == text


@given(st.decimals(-(10**15), 10**15, places=6))
def test_six_decimals_are_kept_as_they_are(value):
    assert Decimal(decimal_string(value)) == value


@given(st.fractions())
def test_a_decimal_string_is_never_further_off_than_half_a_millionth(value):
    assert abs(Fraction(decimal_string(value)) - value) <= Fraction(1, 2 * 10**6)
