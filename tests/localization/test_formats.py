"""Tests how Django itself writes and reads dates, in the admin and in forms."""

from datetime import date, datetime

import pytest
from django.forms import DateField, ValidationError
from django.utils import translation
from django.utils.formats import date_format

MOMENT = datetime(2026, 11, 5, 20, 18)


def written(language: str, name: str) -> str:
    with translation.override(language):
        return date_format(MOMENT, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DATE_FORMAT", "5 November 2026"),
        ("TIME_FORMAT", "20:18"),
        ("DATETIME_FORMAT", "5 November 2026, 20:18"),
        ("YEAR_MONTH_FORMAT", "November 2026"),
        ("MONTH_DAY_FORMAT", "5 November"),
        ("SHORT_DATE_FORMAT", "05/11/2026"),
        ("SHORT_DATETIME_FORMAT", "05/11/2026 20:18"),
    ],
)
def test_english_dates_are_british(name, text):
    assert written("en", name) == text


@pytest.mark.parametrize(
    ("language", "text"), [("it", "5 novembre 2026, 20:18"), ("fr", "5 novembre 2026 20:18")]
)
def test_months_have_small_letters(language, text):
    assert written(language, "DATETIME_FORMAT") == text


def test_a_form_reads_the_day_first_in_english():
    field = DateField()
    with translation.override("en"):
        assert field.clean("01/10/2026") == date(2026, 10, 1)
        assert field.clean("2026-10-01") == date(2026, 10, 1)
        assert field.clean("1 October 2026") == date(2026, 10, 1)
        with pytest.raises(ValidationError):
            field.clean("12/31/2026")
