"""Escapes text that a spreadsheet program could take for a formula, and takes the escape away again."""

import re

_FORMULA_START = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
"""What a program might take for the beginning of a formula; full-width signs too."""
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no cell of a workbook can hold."""


def _without_control_characters(text: str) -> str:
    """Returns the text without the characters that no cell of a workbook can hold."""
    return _CONTROL_CHARACTERS.sub("", text)


def _starts_formula(text: str) -> bool:
    """Tells whether a program could take the text for a formula."""
    return _FORMULA_START.match(text) is not None


def escape_formula(text: str) -> str:
    """Returns the text for a cell: an apostrophe before what would start a formula, no control characters."""
    text = _without_control_characters(text)
    return f"'{text}" if _starts_formula(text) else text


def escape_reversibly(text: str) -> str:
    """Returns the text as `escape_formula` does, with an apostrophe before such an apostrophe too."""
    text = _without_control_characters(text)
    return f"'{text}" if _starts_formula(text.lstrip("'")) else text


def unescape_formula(cell: str) -> str:
    """Returns the text before `escape_reversibly`; what was typed without an apostrophe stays."""
    return cell[1:] if cell.startswith("'") and _starts_formula(cell.lstrip("'")) else cell
