"""Normalizes and compares texts, and names the characters that none may contain."""

import hashlib
import re

from localization.characters import compose, looks_blank

MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
"""Matches tags, comments and character references; not «< 90%»."""

_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")


def tidy(text: str) -> str:
    """Returns the text as it is stored: composed letters, one kind of line end, no space around.

    A text that shows nothing is blank.
    """
    lines = _LINE_END.split(text)
    tidied = compose("\n".join(line.rstrip() for line in lines)).strip()
    return "" if looks_blank(tidied) else tidied


def same(first: str, second: str) -> bool:
    """Tells whether both are stored alike; a no-break space differs from a space."""
    return tidy(first) == tidy(second)


def same_words(first: str, second: str) -> bool:
    """Tells whether two texts differ in spaces and line ends at most."""
    return tidy(first).split() == tidy(second).split()


def fingerprint(text: str) -> str:
    """Returns 32 hexadecimal digits that stand for the text as it is stored."""
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:32]


def has_markup(text: str) -> bool:
    return MARKUP.search(text) is not None
