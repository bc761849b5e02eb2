"""Tells which characters no text may hold, which nobody sees, and what a text is without them.

Which rule is for which field: docs/decisions/0012.
"""

import re
from unicodedata import category, normalize

BLANK_CHARACTERS = (
    r"\u0001-\u0020\u007f-\u00a0\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"
    r"\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164"
    r"\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    r"\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Lists what shows nothing, for a set of a pattern, as Python and PostgreSQL both read it.

These are spaces (categories Zs, Zl, Zp), control and format characters (Cc, Cf), and letters and
symbols without ink: the fillers of Hangul, the empty Braille pattern, the empty note head.
"""
VISIBLE_CHARACTER = f"[^{BLANK_CHARACTERS}]"
"""Matches a character that shows something. A mark alone does not, which the database lets pass."""

SPACES = "".join(chr(code) for code in range(0x3001) if category(chr(code)) == "Zs")
"""Holds every kind of space (category Zs), the ordinary one first: thin, figure, no-break."""
_WHITE_SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_WITHOUT_WIDTH = "\u00ad\u200b\u2060\ufeff"
"""Holds what says where a line may break, and nothing at the end of a text."""

_NEVER_PRINTED = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff"
_CONTROL_CHARACTERS = re.compile(rf"[{_NEVER_PRINTED}]")
_CONTROL_CHARACTERS_OF_A_LINE = re.compile(rf"[\t\n\r{_NEVER_PRINTED}]")
_LINE_BREAK = re.compile("\r\n|[\t\n\r\u2028\u2029]")
_VISIBLE = re.compile(VISIBLE_CHARACTER)


def has_control_characters(text: str, *, is_multiline: bool) -> bool:
    """Tells whether the text holds a control character: category Cc of Unicode, U+FFFE or U+FFFF.

    A text of several lines may hold tabs and line ends.
    """
    pattern = _CONTROL_CHARACTERS if is_multiline else _CONTROL_CHARACTERS_OF_A_LINE
    return pattern.search(text) is not None


def has_visible_character(text: str) -> bool:
    """Tells whether readers see anything: not of spaces, format characters and marks alone."""
    return any(category(match[0])[0] != "M" for match in _VISIBLE.finditer(text))


def looks_blank(text: str) -> bool:
    """Tells whether a text shows nothing, and holds nothing that would have to be refused."""
    return not (has_visible_character(text) or has_control_characters(text, is_multiline=True))


def trim(text: str, *, with_spaces: bool = True) -> str:
    """Returns the text without what nobody sees at its ends: white space, places to break a line.

    Joiners and marks of direction stay: at the end of a word they can mean something.
    """
    return text.strip(_WHITE_SPACE + _WITHOUT_WIDTH if with_spaces else _WITHOUT_WIDTH)


def without_format_characters(text: str) -> str:
    """Returns the text without the characters of category Cf, which texts need and figures never.

    Such are U+200B, marks of direction, the soft hyphen, the byte order mark.
    """
    if text.isascii():
        return text
    return "".join(character for character in text if category(character) != "Cf")


def visible_text(text: str) -> str:
    """Returns the text without format characters and spaces around it; blank where it looks so."""
    return "" if looks_blank(text) else without_format_characters(text).strip()


def has_line_break(text: str) -> bool:
    """Tells whether the text takes more than one line, or has columns: tabs count too."""
    return _LINE_BREAK.search(text) is not None


def to_one_line(text: str) -> str:
    """Returns the text with a space for each line end and tab, as one line shows them."""
    return _LINE_BREAK.sub(" ", text)


def with_line_feeds(text: str) -> str:
    """Returns the text with one kind of line end: browsers send two characters for each."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def compose(text: str) -> str:
    """Returns the text in Unicode's composed form (NFC): systems differ in how they send «ä»."""
    return normalize("NFC", text)
