"""Escapes text that a spreadsheet program could take for a formula, and takes the escape away.

In CSV an apostrophe stands before it. A cell of a workbook says itself that it holds text, so
that it needs none there.
"""

import re

# Full-width signs too: some programs take them for the beginning of a formula.
_FORMULA_START = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
# What no cell of a workbook can hold.
_FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def remove_forbidden_characters(text: str) -> str:
    """Returns the text without the characters that no cell can hold."""
    return _FORBIDDEN_CHARACTERS.sub("", text)


def starts_formula(text: str) -> bool:
    """Tells whether a program could take the text for a formula if somebody typed it."""
    return _FORMULA_START.match(text) is not None


def escape_formula(text: str) -> str:
    """Returns the text for CSV: an apostrophe stands before what would start a formula.

    Characters that no cell can hold are left out.
    """
    text = remove_forbidden_characters(text)
    return f"'{text}" if starts_formula(text) else text


def escape_apostrophe(text: str) -> str:
    """Returns the text for a cell of a workbook that `unescape_apostrophe` reads.

    Only text that itself begins with an apostrophe before the sign of a formula gets another one:
    in workbooks of before, such an apostrophe was an escape.
    """
    text = remove_forbidden_characters(text)
    return f"'{text}" if _looks_escaped(text) else text


def unescape_apostrophe(cell: str) -> str:
    """Returns the text before `escape_apostrophe`; text that needed no escape stays as it is."""
    return cell[1:] if _looks_escaped(cell) else cell


def _looks_escaped(text: str) -> bool:
    return text.startswith("'") and starts_formula(text.lstrip("'"))
