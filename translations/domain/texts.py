"""What of a text counts: how it is kept, when two are the same, and what none may hold."""

import hashlib
import re
import unicodedata

MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
"""Tags, comments and character references. «< 90%» is none."""


def tidy(text: str) -> str:
    """The text as it is kept: composed letters, one kind of line end, nothing blank around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines)).strip()


def same(first: str, second: str) -> bool:
    """Alike as they would be kept; a no-break space is not a space."""
    return tidy(first) == tidy(second)


def same_words(first: str, second: str) -> bool:
    """Whether a translator would have nothing to do: spaces and line ends do not count."""
    return tidy(first).split() == tidy(second).split()


def fingerprint(text: str) -> str:
    """Of the text as it would be kept; 32 hexadecimal digits."""
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:32]


def has_markup(text: str) -> bool:
    return MARKUP.search(text) is not None
