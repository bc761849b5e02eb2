"""Compares two wordings word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 4000
"""The most words that are compared; longer texts count as replaced as a whole."""
_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """Holds a stretch of text that is in both wordings or in one of them.

    `kind` is `same`, `del` (only in the old wording) or `ins` (only in the new one).
    """

    kind: str
    text: str


def same_lines(text: str) -> str:
    """Returns the text with one character for each line end; browsers send two."""
    return text.replace("\r\n", "\n")


def pieces(old: str, new: str) -> list[Piece]:
    """Splits two wordings into pieces.

    The pieces joined without `ins` are the old wording, joined without `del` the new one.
    """
    old, new = same_lines(old), same_lines(new)
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        before, after = [old], [new]
    result = []
    for tag, start, end, first, last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        removed, added = "".join(before[start:end]), "".join(after[first:last])
        if tag == "equal":
            result.append(Piece("same", removed))
            continue
        result += [Piece(kind, text) for kind, text in (("del", removed), ("ins", added)) if text]
    return result
