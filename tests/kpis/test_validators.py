"""Tests the words of errors about periods."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpis.domain.periods import PeriodType
from kpis.presenters.formatting import field_text, input_figure
from kpis.validators import checked_period, read_figure


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "1 September 2026"),
        ("it", "1 settembre 2026"),
        ("fr", "1er septembre 2026"),
        ("es", "1 de septiembre de 2026"),
        ("de", "1. September 2026"),
    ],
)
def test_a_first_day_is_named_as_a_date_of_the_language(language, day):
    with translation.override(language), pytest.raises(ValidationError) as error:
        checked_period(PeriodType.MONTH, date(2026, 9, 2), date(2026, 11, 1))
    assert day in error.value.messages[0]
    assert "2026-09" not in error.value.messages[0]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("leads", "Enter no more than 15 digits, such as 1,234."),
        ("marketing_spend", "Enter no more than 15 digits before the decimal point"),
    ],
)
def test_decimals_are_named_only_where_there_may_be_some(name, words):
    with translation.override("en"), pytest.raises(ValidationError) as error:
        read_figure("1" * 16, name, "USD", "en", "en")
    assert words in error.value.messages[0]


@pytest.mark.parametrize("day", [date(26, 7, 1), date(26, 7, 2), date(1989, 12, 1)])
def test_a_year_that_cannot_be_meant_is_refused(day):
    with translation.override("en"), pytest.raises(ValidationError) as error:
        checked_period(PeriodType.MONTH, day, date(2026, 11, 1))
    assert error.value.messages == ["Enter a date in 1990 or later."]
    assert checked_period(PeriodType.MONTH, date(1990, 1, 1), date(2026, 11, 1)).start.year == 1990


@pytest.mark.parametrize("currency", ["ALL", "LBP", "YER"])
def test_an_amount_is_read_with_the_decimals_of_iso_4217(currency):
    amount = read_figure("1,234.50", "marketing_spend", currency, "en", "en")
    assert amount == Decimal("1234.50")
    assert field_text(amount, "marketing_spend", "en", currency) == "1,234.50"
    assert "1,234.50" in input_figure(amount, "marketing_spend", "en", currency)
    with translation.override("en"), pytest.raises(ValidationError):
        read_figure("1,234.505", "marketing_spend", currency, "en", "en")
