"""Tests that no text becomes a formula, and that translators get theirs back as they wrote it."""

import pytest

from spreadsheets.formulas import escape_apostrophe, escape_formula, unescape_apostrophe

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "\n",
    " =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    '=HYPERLINK("http://x")',
]
PLAIN = ["", "a=1", "3 + 4", "Müller & Söhne", "«=»", "Acme = good", "'quoted'"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_starts_a_formula_is_escaped(text):
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_stays_as_it_is(text):
    assert escape_formula(text) == escape_apostrophe(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_workbook_needs_no_apostrophe(text):
    assert escape_apostrophe(text) == text
    assert unescape_apostrophe(text) == text


@pytest.mark.parametrize("escape", [escape_formula, escape_apostrophe])
def test_characters_that_no_cell_can_hold_are_left_out(escape):
    assert escape("a\x00b\x0bc\x1fd\ufffee\uffff") == "abcde"
    assert escape("\x0b'=1+1") == escape("'=1+1")
    assert escape_formula("\x0b=1+1") == "'=1+1"


@pytest.mark.parametrize("text", [*FORMULAS, *PLAIN, *(f"'{text}" for text in FORMULAS), "''=1"])
def test_an_escape_can_be_taken_away(text):
    assert unescape_apostrophe(escape_apostrophe(text)) == text


@pytest.mark.parametrize("text", [*FORMULAS, *PLAIN, *(f"'{text}" for text in FORMULAS), "''=1"])
def test_a_workbook_of_before_comes_back_as_it_was(text):
    """Checks what was written once: every text that looked like a formula had one more."""
    written = f"'{text}" if escape_formula(text.lstrip("'")) != text.lstrip("'") else text
    assert unescape_apostrophe(written) == text
