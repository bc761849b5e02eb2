"""Tests the words of errors about periods."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kpis.domain.periods import PeriodType
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
