"""Tests CSV files as spreadsheet programs save them: encodings, separators, numbers and days."""

import codecs

import pytest

from tests.spreadsheets.importing import FILES, check, period, read
from tests.spreadsheets.raw_workbook import row, text, workbook

KEYS = ["language", "period_type", "period_start", "subscription_revenue", "leads"]
ROW = {
    "en": ["en", "quarter", "1/7/2022", "12,000.50", "1,234"],
    "it": ["it", "trimestre", "01/07/2022", "12.000,50", "1.234"],
    "fr": ["fr", "quarter", "01/07/2022", "12 000,50", "1 234"],
    "es": ["es", "quarter", "1/7/2022", "12.000,50", "1.234"],
    "de": ["de", "quarter", "01.07.2022", "12.000,50", "1.234"],
    "pt-br": ["pt-br", "quarter", "01/07/2022", "12.000,50", "1.234"],
}
COMES_BACK = [period("2022-07-01", "quarter", subscription_revenue="12000.5", leads="1234")]


def lines(*rows, separator: str = ";", end: str = "\r\n", quote: str = "") -> str:
    return "".join(separator.join(f"{quote}{c}{quote}" for c in row) + end for row in rows)


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("language", ROW)
def test_an_export_that_was_saved_again_comes_back(language, encoding, separator):
    text = lines(["Größe"], KEYS, ROW[language], separator=separator)
    check(read("k.csv", text.encode(encoding), language), COMES_BACK)


@pytest.mark.parametrize("language", ROW)
def test_quoted_cells_between_commas_come_back(language):
    text = lines(KEYS, ROW[language], separator=",", quote='"')
    check(read("k.csv", text.encode(), language), COMES_BACK)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_comes_back(end):
    check(read("k.csv", lines(KEYS, ROW["it"], end=end).encode(), "it"), COMES_BACK)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("utf-16, other order of bytes", codecs.BOM_UTF16_BE + lines(KEYS, ROW["it"]).encode("utf-16-be")),
        ("two marks of utf-8", codecs.BOM_UTF8 * 2 + lines(KEYS, ROW["it"]).encode()),
        ("separator named", b"sep=;\r\n" + lines(KEYS, ROW["it"]).encode()),
        ("separator named, another one", b"sep=|\n" + lines(KEYS, ROW["it"], separator="|").encode()),
        ("rows of separators below", lines(KEYS, ROW["it"], *[[""] * 5] * 2000).encode()),
        ("columns of separators beside", lines([*KEYS, "", ""], [*ROW["it"], "", ""]).encode()),
        ("title above", lines(["Our figures"], [], KEYS, ROW["it"]).encode()),
        ("short rows", lines(["x", *KEYS], ["x", *ROW["it"]], ["x"]).replace("x;", ";").encode()),
        ("no line end at the end", lines(KEYS, ROW["it"]).rstrip().encode()),
        ("spaces around", lines([f" {k} " for k in KEYS], [f"\u00a0{c} " for c in ROW["it"]]).encode()),
        ("characters nobody sees", lines(KEYS, [f"\u200b{c}\u202c" for c in ROW["it"]]).encode()),
        ("apostrophes", lines(KEYS, [f"'{c}" if c != "it" else c for c in ROW["it"]]).encode()),
        ("no-break spaces of Windows", lines(KEYS, [c.replace(" ", "\u00a0") for c in ROW["fr"]]).encode("cp1252")),
        ("currency as the sheet shows it", lines(KEYS, [*ROW["de"][:3], "12.000,50 €", "1.234"]).encode("cp1252")),
    ],
)  # fmt: skip
def test_what_programs_add_does_no_harm(name, content):
    check(read("k.csv", content, "it"), COMES_BACK)


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u200e", "\u202d", "\u202c", "\ufeff", "\u2060", "\u00ad", "\u061c"]
)
@pytest.mark.parametrize("around", ["{0}{1}", "{1}{0}", "'{0}{1}", "{0}'{1}"])
def test_marks_that_nobody_sees_are_dropped_from_every_cell(mark, around):
    cells = [around.format(mark, cell) for cell in ROW["it"][1:]]
    check(read("k.csv", lines(KEYS, ["it", *cells]).encode(), "it"), COMES_BACK)
    split = [cell[:2] + mark + cell[2:] for cell in ROW["it"]]
    check(read("k.csv", lines([mark + key for key in KEYS], split).encode(), "it"), COMES_BACK)
    book = workbook(
        row(
            1, *(text(f"{letter}1", mark + key) for letter, key in zip("ABCDE", KEYS, strict=True))
        ),
        row(2, *(text(f"{letter}2", each) for letter, each in zip("BCDE", cells, strict=True))),
    )
    check(read("k.xlsx", book, "it"), COMES_BACK)


@pytest.mark.parametrize("code", ["IT", "It", " it ", "it_IT", "it-CH", "'it"])
def test_the_language_of_a_row_is_known_however_it_is_written(code):
    text = lines(KEYS, [code, *ROW["it"][1:]])
    check(read("k.csv", text.replace("trimestre", "quarter").encode(), "en"), COMES_BACK)


@pytest.mark.parametrize("code", ["xx", "Italian", "5"])
def test_a_language_that_is_not_known_is_refused_by_cell(code):
    text = lines(KEYS, [code, "quarter", "2022-07-01", "1", "1"])
    check(read("k.csv", text.encode()), {"A2": f"“{code}” is not a language"})


def test_a_text_file_of_unicode_comes_back():
    text = lines(KEYS, ROW["de"], separator="\t")
    check(read("Mappe1.txt", text.encode("utf-16"), "de"), COMES_BACK)


@pytest.mark.parametrize(
    ("language", "cells", "expected"),
    [
        ("it", ["quarter", "7/1/2022", "5", "5"], {"C2": "2022-07-01"}),
        ("it", ["quarter", "2022-07-01", "12000.50", "5"], {"D2": "1.234,56"}),
        ("en", ["quarter", "2022-07-01", "12.000,50", "5"], {"D2": "1,234.56"}),
        ("fr", ["quarter", "2022-07-01", "12?000,50", "5"], {"D2": "12?000,50"}),
        ("it", ["quarter", "2022-07-01", "1,2E+04", "5"], {"D2": "1,2E+04"}),
        ("it", ["quarter", "2022-07-01", "###", "5"], {"D2": "###"}),
        ("de", ["quarter", "2022-07-01", "5", "85 %"], {"E2": "85 %"}),
        ("de", ["quarter", "2022-07-01", "5", "0,5"], {"E2": "1.234"}),
        ("de", ["quarter", "2022-07-01", "#DIV/0!", "WAHR"], {"D2": "#DIV/0!", "E2": "WAHR"}),
        ("en", ["qtr", "July 22", "5", "5"], {"B2": "quarter", "C2": "July 22"}),
        ("es", ["quarter", "44743", "5", "5"], {"C2": "44743"}),
        ("de", ["quarter", "01.07.22", "5", "5"], {"C2": "01.01.2026"}),
    ],
)
def test_what_a_program_changed_is_refused_by_cell(language, cells, expected):
    check(read("k.csv", lines(KEYS, [language, *cells]).encode(), language), expected)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("every row in one cell", lines([",".join(KEYS)], [",".join(ROW["en"][:3])], quote='"').encode(), "are in one column"),
        ("no row of keys", lines(["Length", "First day"], ROW["en"][1:3]).encode(), "row of keys is missing"),
        ("keys far down", lines(*[["x"]] * 20, KEYS, ROW["en"]).encode(), "row of keys is missing"),
        ("keys alone", lines(KEYS).encode(), "no periods"),
        ("a key twice", lines([*KEYS, "leads"], ROW["en"]).encode(), "duplicated: leads"),
        ("an unknown key", lines([*KEYS, "profit"], ROW["en"]).encode(), "duplicated: profit"),
        ("half a character", codecs.BOM_UTF16_LE + b"p", "could not be read"),
        ("utf-16 without its mark", lines(KEYS).encode("utf-16-le"), "could not be read"),
        ("bytes of no encoding", b"\x81\x8d\x90" + lines(KEYS).encode(), "CSV UTF-8"),
        ("a page of the web", b"<html><table><tr><td>period_type</td></tr></table></html>", "web page"),
        ("a workbook of the old format", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        ("too many periods", lines(KEYS, *[["en", "year", "2020-01-01", "1", "1"]] * 501).encode(), "more than 500 periods"),
        ("a cell without an end", b'period_type;period_start\n"' + b"x" * 200_000, "as CSV"),
        ("nothing", b"", "row of keys is missing"),
        ("line ends alone", b"\n" * 500_000, "row of keys is missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(name, content, words):
    check(read("k.csv", content), words)


@pytest.mark.parametrize(
    ("file", "language", "expected"),
    [
        ("italian-windows.csv", "it", [period(subscription_revenue="12000.5", total_revenue="50000")]),
        ("italian-utf16.csv", "it", [period(subscription_revenue="12000.5", total_revenue="50000")]),
        ("italian-dates.csv", "it", [period(subscription_revenue="12000.5", total_revenue="50000")]),
        ("german-export-with-local-date.csv", "en",
         [period("2022-07-01", "quarter", tickets_received="1000", tickets_within_sla="900")]),
    ],
)  # fmt: skip
def test_files_that_people_sent(file, language, expected):
    check(read(file, (FILES / "sent" / file).read_bytes(), language), expected)
