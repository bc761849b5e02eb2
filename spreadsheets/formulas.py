"""Escapes text that a spreadsheet program could take for a formula, and takes the escape away."""

import re

# Full-width signs too: some programs take them for the beginning of a formula.
_FORMULA_START = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
# What no cell of a workbook can hold.
_FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _remove_forbidden_characters(text: str) -> str:
    return _FORBIDDEN_CHARACTERS.sub("", text)


def _starts_formula(text: str) -> bool:
    return _FORMULA_START.match(text) is not None


def escape_formula(text: str) -> str:
    """Returns the text for a cell: an apostrophe stands before what would start a formula.

    Characters that no cell can hold are left out.
    """
    text = _remove_forbidden_characters(text)
    return f"'{text}" if _starts_formula(text) else text


def escape_reversibly(text: str) -> str:
    """Returns the text as `escape_formula` does, and escapes an apostrophe that looks like its own."""
    text = _remove_forbidden_characters(text)
    return f"'{text}" if _starts_formula(text.lstrip("'")) else text


def unescape_formula(cell: str) -> str:
    """Returns the text before `escape_reversibly`; text that needed no escape stays as it is."""
    return cell[1:] if cell.startswith("'") and _starts_formula(cell.lstrip("'")) else cell
