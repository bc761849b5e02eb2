"""Tests the conversion of a period's own value to the benchmark's month or year."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.domain.conversion import Conversion, changes_with_length, convert

UNCHANGED = Conversion.UNCHANGED
TO_MONTH = Conversion.DIVIDED_TO_MONTH
TO_YEAR = Conversion.MULTIPLIED_TO_YEAR
COMPOUNDED = Conversion.COMPOUNDED_TO_YEAR

percentages = st.fractions(0, 100, max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "conversion", "months", "converted"),
    [
        (Fraction(75), UNCHANGED, 3, Fraction(75)),
        # 4.2 / 3 = 1.4
        (Fraction(42, 10), TO_MONTH, 3, Fraction(14, 10)),
        (Fraction(42, 10), TO_MONTH, 1, Fraction(42, 10)),
        # 12 / 12 = 1
        (Fraction(12), TO_MONTH, 12, Fraction(1)),
        # 4 x 12 / 3 = 16
        (Fraction(4), TO_YEAR, 3, Fraction(16)),
        # 1.5 x 12 / 1 = 18
        (Fraction(3, 2), TO_YEAR, 1, Fraction(18)),
        (Fraction(10), TO_YEAR, 12, Fraction(10)),
        # 0.98^4 = 0.92236816; 1 - 0.92236816 = 0.07763184
        (Fraction(2), COMPOUNDED, 3, Fraction(7763184, 10**6)),
        # 0.99^12 = 99^12 / 100^12
        (Fraction(1), COMPOUNDED, 1, 100 - Fraction(99**12, 100**11)),
        (Fraction(5), COMPOUNDED, 12, Fraction(5)),
        (Fraction(0), COMPOUNDED, 1, Fraction(0)),
        (Fraction(100), COMPOUNDED, 3, Fraction(100)),
    ],
)
def test_convert(value, conversion, months, converted):
    assert convert(value, conversion, months) == converted


@pytest.mark.parametrize("conversion", Conversion)
def test_only_another_length_is_converted(conversion):
    converted = {months: changes_with_length(conversion, months) for months in (1, 3, 12)}
    for months, changes in converted.items():
        assert (convert(Fraction(7), conversion, months) != 7) is changes
    assert converted[3] is (conversion is not UNCHANGED)


@given(percentages)
def test_compounding_a_quarter_is_losing_its_share_four_times_over(rate):
    clients = Fraction(1000)
    for _quarter in range(4):
        clients -= clients * rate / 100
    assert convert(rate, COMPOUNDED, 3) == (1000 - clients) / 1000 * 100


@given(percentages, st.sampled_from([1, 3, 12]))
def test_a_compounded_rate_stays_a_percentage_and_below_the_multiplied_one(rate, months):
    assert 0 <= convert(rate, COMPOUNDED, months) <= min(100, convert(rate, TO_YEAR, months))
