"""Tests the marks by which files are written for programs of a language."""

from datetime import date
from decimal import Decimal

import pytest

from spreadsheets.dialect import get_dialect


@pytest.mark.parametrize(
    ("language", "delimiter", "number"),
    [
        ("en", ",", "-1234567.50"),
        ("it", ";", "-1234567,50"),
        ("fr", ";", "-1234567,50"),
        ("es", ";", "-1234567,50"),
        ("de", ";", "-1234567,50"),
        ("pt-br", ";", "-1234567,50"),
    ],
)
def test_marks_follow_the_language(language, delimiter, number):
    dialect = get_dialect(language)
    assert dialect.delimiter == delimiter
    assert dialect.to_text(Decimal("-1234567.50")) == number
    assert dialect.to_text(5) == "5"


@pytest.mark.parametrize("language", ["en", "de"])
def test_days_are_iso_and_text_is_no_formula_in_every_language(language):
    cells = [None, date(2026, 4, 6), "=1", "-1", "a"]
    assert [get_dialect(language).to_text(each) for each in cells] == [
        "",
        "2026-04-06",
        "'=1",
        "'-1",
        "a",
    ]
