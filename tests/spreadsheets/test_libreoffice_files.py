"""Tests files that LibreOffice saved: each comes back as it was shown, or is refused by cell."""

import pytest

from tests.spreadsheets.importing import FILES, check, period, read

FOLDER = FILES / "libreoffice"
FIVE = [period(subscription_revenue="5")]
JULY = [period("2026-07-01", subscription_revenue="5")]
OWN = [
    period(
        "2026-04-01",
        "quarter",
        tickets_received="1234",
        cltv_method="full",
        average_retention_years="2.5",
        subscription_revenue="1234567.89",
        total_revenue="999999999999999.99",
        marketing_spend="0.1",
        leads="0",
    ),
    period("2025-02-01", "year", leads="7"),
]
OTHER_MARKS = {"R3": "“2.5”", "S3": "“1234567.89”", "W3": "“0.1”"}
"""The decimal marks of an export that a program for another language saved again."""

WORKBOOKS = {
    "apostrophe-that-one-sees": [period(subscription_revenue="1234.5", leads="12")],
    "average-shown-as-a-whole": [period(leads="12")],
    "binary-tail-of-a-product": [period(subscription_revenue="1210")],
    "binary-tail-of-a-sum": [period(subscription_revenue="0.3")],
    "binary-tail-of-ten-tenths": [period(subscription_revenue="1")],
    "boolean": {"D2": "TRUE or FALSE"},
    "coloured-rows-below": FIVE,
    "comment": FIVE,
    "count-computed-with-a-tail": [period(leads="3")],
    "cover-sheet": FIVE,
    "date-computed": JULY,
    "date-in-a-count": {"D2": "contains a date"},
    "date-with-a-time": JULY,
    "date-without-its-format": JULY,
    "difference-that-is-almost-zero": [period(subscription_revenue="0")],
    "division-by-zero": {"C2": "(#DIV/0!)"},
    "duration": {"D2": "contains a time"},
    "epoch-of-1904": JULY,
    "euro": [period(subscription_revenue="1234.5")],
    "filtered-row": [*FIVE, period("2026-02-01", subscription_revenue="6")],
    "formula-that-shows-nothing": FIVE,
    "formula-that-shows-text": [period(subscription_revenue="5", leads="7")],
    "fraction": [period(subscription_revenue="1.5")],
    "american-date-format": JULY,
    "german-date-format": JULY,
    "long-date-format": JULY,
    "month-and-year-format": JULY,
    "hidden-column": [period(subscription_revenue="5", leads="7")],
    "hidden-row": [*FIVE, period("2026-02-01", subscription_revenue="6")],
    "hidden-sheet": FIVE,
    "merged-figures": {"D2": "merged with C2"},
    "merged-length": {"A3": "merged with A2"},
    "negative-in-brackets": {"C2": "cannot be negative"},
    "no-sheet-of-periods": "Read: “Cover”, “Notes”.",
    "not-available": {"D2": "(#N/A)"},
    "number-kept-as-text": [period(subscription_revenue="1234.5", leads="12")],
    "percent": {"D2": "a percentage (85%)"},
    "percent-computed": {"C2": "a percentage (25%)"},
    "remark-beside": FIVE,
    "scientific": [period(subscription_revenue="1200000", leads="12000")],
    "spaces-around": [period(subscription_revenue="1234.5", leads="12")],
    "text-in-two-fonts": FIVE,
    "thirds-as-they-are": {"C2": "At most 2 decimals"},
    "thirds-shown-with-two-decimals": [period(subscription_revenue="33.33")],
    "thousands": {"C2": "in thousands"},
    "time-of-day": {"D2": "contains a time"},
    "title-above-the-keys": FIVE,
    "total-below": {"A3": "a quarter", "B3": "the first day"},
    "two-sheets-of-periods": "“2025”, “2026”",
    "umlauts-and-emoji": FIVE,
    "unknown-name": {"D2": "(#NAME?)"},
    "own-export-de": OWN,
    "own-export-en": OWN,
    "own-export-es": OWN,
    "own-export-fr": OWN,
    "own-export-it": OWN,
}
QUARTER = [period("2022-07-01", "quarter", subscription_revenue="12000.5", leads="3")]
TEXTS = {
    "american-comma": QUARTER,
    "american-month-and-day-swapped": {"C2": "2022-01-07 or 2022-07-01"},
    "boolean": {"E2": "“TRUE” is not a number"},
    "british-in-english": {"C2": "2022-01-07 or 2022-07-01"},
    "division-by-zero": {"D2": "“#DIV/0!”"},
    "euro": [period("2022-07-01", "quarter", subscription_revenue="1234.5", leads="3")],
    "french-tab-utf16": QUARTER,
    "german-semicolon-utf8": [
        period("2022-07-01", "quarter", subscription_revenue="1234567.5", leads="1234")
    ],
    "german-two-digit-year": {"C2": "as 2026-01-01 or as 01.01.2026"},
    "italian-semicolon-cp1252": QUARTER,
    "long-date": {"C2": "“July 1, 2022” is not a date that we can read"},
    "percent": {"E2": "“85%” is not a number. Enter it like this: 1,234."},
    "rows-below": [period("2022-07-01", "quarter", subscription_revenue="5", leads="3")],
    "scientific": {"D2": "“1.20E+06” is what a spreadsheet program made"},
    "separators-chosen-differently": "All values of this file are in one column",
    "spanish-quoted": QUARTER,
    "own-export-de-utf16": OTHER_MARKS,
    "own-export-en-utf16": OWN,
    "own-export-es-utf16": OTHER_MARKS,
    "own-export-fr-utf16": OTHER_MARKS,
    "own-export-it-utf16": OTHER_MARKS,
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook(name):
    file = f"{name}.xlsx"
    check(read(file, (FOLDER / file).read_bytes()), WORKBOOKS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_a_csv_file(name):
    file = f"{name}.csv"
    check(read(file, (FOLDER / file).read_bytes()), TEXTS[name])


def test_every_file_is_tested():
    tested = {f"{name}.xlsx" for name in WORKBOOKS} | {f"{name}.csv" for name in TEXTS}
    assert {file.name for file in FOLDER.iterdir()} == tested


def test_a_refusal_names_the_language_of_the_row():
    file = (FOLDER / "own-export-it-utf16.csv").read_bytes()
    message = read("k.csv", file, "en")["S3"]
    assert message == (
        "“1234567.89” is not in the number format used here. Enter it like this: 1.234,56. "
        "The column “language” gives the language of this row: Italiano."
    )
