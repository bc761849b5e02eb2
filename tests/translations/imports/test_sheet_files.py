"""Tests translators' files as spreadsheet and translation programs save them."""

import pytest
from openpyxl import Workbook

from spreadsheets.formulas import escape_apostrophe
from spreadsheets.limits import UnreadableFile
from spreadsheets.sheets import Book, Sheet
from spreadsheets.writers import render_xlsx
from tests.spreadsheets.importing import FILES, saved
from tests.spreadsheets.raw_workbook import row, text, workbook, zipped
from translations.imports.po import read_po
from translations.imports.xlsx import read_xlsx


def cells(index: int, *texts: str) -> list[str]:
    return [text(f"{letter}{index}", each) for letter, each in zip("ABC", texts, strict=False)]


KEYS, ROW = row(1, *cells(1, "key", "en", "fr")), cells(2, "a/b", "English")


def french(cell: str, **parts) -> bytes:
    """Returns a sheet with this cell C2."""
    return workbook(KEYS, row(2, *ROW, cell), **parts)


def merged(reference: str) -> str:
    return f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'


READ = {
    "text": (french(text("C2", "Français")), "Français"),
    "a line end as Excel writes it": (french(text("C2", "Un._x000D_\nDeux.")), "Un.\nDeux."),
    "a line end of old": (french(text("C2", "Un._x000d_Deux.")), "Un.\nDeux."),
    "an escaped letter": (french(text("C2", "_x0041_b")), "Ab"),
    "an escape that is meant": (french(text("C2", "_x005F_x0041_")), "_x0041_"),
    "a character by halves": (french(text("C2", "_xD83D__xDE00_")), "😀"),
    "text in two fonts": (
        french('<c r="C2" t="inlineStr"><is><r><t>Fran</t></r><r><t>çais</t></r></is></c>'),
        "Français",
    ),
    "a text of the workbook": (
        french('<c r="C2" t="s"><v>0</v></c>', texts="<si><t>Fr_x000D_\nç</t></si>"),
        "Fr\nç",
    ),
    "spaces around": (french(text("C2", "\u00a0 Français \n")), "Français"),
    "marks that nobody sees in a key": (
        workbook(row(1, *cells(1, "\ufeffkey", "en\u200b", "fr\u200e")), row(2, text("A2", "a/b\u200b"), ROW[1], text("C2", "x"))),
        "x",
    ),
    "a soft hyphen within": (french(text("C2", "Fran\u00adçais")), "Fran\u00adçais"),
    "spaces alone": (french(text("C2", " \u00a0 ")), ""),
    "nothing": (french(""), ""),
    "an apostrophe before a sign": (french(text("C2", "'=5")), "=5"),
    "merged empty cells": (french(text("C2", "Français"), after=merged("A5:C9")), "Français"),
    "title above": (
        workbook(
            row(1, text("A1", "Textes")),
            row(2, *cells(2, "key", "en", "fr")),
            row(3, *cells(3, "a/b", "English", "Français")),
        ),
        "Français",
    ),
}  # fmt: skip
PROBLEMS = {
    "a formula": (french('<c r="C2" t="str"><f>"x"</f><v>x</v></c>'), "formula"),
    "a formula without a result": (french('<c r="C2"><f>"x"</f></c>'), "formula"),
    "a number": (french('<c r="C2"><v>5</v></c>'), "no text"),
    "a boolean": (french('<c r="C2" t="b"><v>1</v></c>'), "no text"),
    "an error": (french('<c r="C2" t="e"><v>#N/A</v></c>'), "(#N/A)"),
    "merged cells": (
        workbook(KEYS, row(2, *ROW, text("C2", "x")), row(3, text("A3", "c"), text("B3", "y")), after=merged("C2:C3")),
        "merged with C2",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_text_is_read_as_the_sheet_shows_it(name):
    content, expected = READ[name]
    (found,) = read_xlsx(content).rows
    assert (found.key, found.english, found.values) == ("a/b", "English", {"fr": expected})
    assert found.problems == {}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_is_no_text_is_named_by_row(name):
    content, words = PROBLEMS[name]
    assert words in read_xlsx(content).rows[-1].problems["fr"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("million-texts", (FILES / "sent" / "million-texts.xlsx").read_bytes(), "too large"),
        ("bomb", french("", more={"xl/a.xml": b"0" * 20 * 1024 * 1024}), "too large"),
        ("texts without end", french("", texts="<si/>" * 1_700_000), "too large"),
        ("OpenDocument", zipped({"mimetype": "a"}), "this kind of workbook"),
        ("old format", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel format"),
        ("web page", b"<table>", "web page"),
        ("damaged or incomplete", french("")[:-40], "as XLSX"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(name, content, words):
    with pytest.raises(UnreadableFile, match=words):
        read_xlsx(content)


def test_texts_are_found_behind_a_cover_sheet():
    book = Workbook()
    book.active.append(["Read me"])
    for cells in (["key", "en", "fr"], ["a", "b", "c"]):
        (book["Texts"] if "Texts" in book else book.create_sheet("Texts")).append(cells)
    assert read_xlsx(saved(book)).rows[0].values == {"fr": "c"}


def test_the_french_file_that_a_translator_sent():
    content = (FILES / "sent" / "french-with-escapes.xlsx").read_bytes()
    values = [each.values["fr"] for each in read_xlsx(content).rows]
    assert values == ["Première ligne.\nSeconde ligne.", ""]


@pytest.mark.parametrize("text", ["_x000D_", "a_x0041_b", "_x005F_", "=_x0041_", "snake_x", "é"])
def test_what_looks_escaped_comes_back_from_an_export(text):
    rows = [["key", "en", "fr"], ["a", "b", text]]
    sheet = Sheet(title="Texts", rows=rows, escape=escape_apostrophe)
    book = Book(title="Texts", sheets=[sheet], language="en")
    assert read_xlsx(render_xlsx(book)).rows[0].values == {"fr": text}


PO = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n'


def test_the_french_file_of_a_translation_program():
    content = (FILES / "sent" / "french-of-france.po").read_bytes()
    assert read_po(content).languages == ("fr",)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("fr_FR", "fr"),
        ("de_AT.UTF-8", "de"),
        ("ES", "es"),
        ("it-IT", "it"),
        ("pt_BR", "pt-br"),
        ("pt", "pt-br"),
    ],
)
def test_a_country_is_no_other_language(given, expected):
    assert read_po(PO.format(given).encode()).languages == (expected,)


@pytest.mark.parametrize("given", ["pt_PT", "french", "xx"])
def test_a_language_that_the_site_has_not_is_named(given):
    with pytest.raises(UnreadableFile, match=f"“{given}”"):
        read_po(PO.format(given).encode())
