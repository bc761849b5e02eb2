"""Tells which characters no text may hold, wherever it comes from."""

import re
import unicodedata

_VISIBLE_CATEGORIES = "LNPS"
"""Begins the categories of letters, numbers, punctuation and symbols. A mark alone shows nothing."""
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Holds the fillers of Hangul and the empty Braille pattern: letters and symbols without ink."""
_NEVER_PRINTED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"
_CONTROL_CHARACTERS = re.compile(rf"[{_NEVER_PRINTED}]")
_CONTROL_CHARACTERS_OF_A_LINE = re.compile(rf"[\t\n\r{_NEVER_PRINTED}]")


def has_control_characters(text: str, *, is_multiline: bool) -> bool:
    """Tells whether the text holds a control character: category Cc of Unicode, U+FFFE or U+FFFF.

    A text of several lines may hold tabs and line ends.
    """
    pattern = _CONTROL_CHARACTERS if is_multiline else _CONTROL_CHARACTERS_OF_A_LINE
    return pattern.search(text) is not None


def has_visible_character(text: str) -> bool:
    """Tells whether readers see anything: not of spaces and format characters (U+200B, U+00AD)."""
    return any(
        unicodedata.category(character)[0] in _VISIBLE_CATEGORIES
        and character not in _BLANK_LETTERS
        for character in text
    )
