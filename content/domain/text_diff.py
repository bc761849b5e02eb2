"""Where two wordings differ, word by word. Knows no Django."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 4000
"""Above, comparing word by word takes too long: the whole is shown as replaced."""
_PARTS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both wordings have (`same`), or only the old one (`del`), or only the new one (`ins`)."""

    kind: str
    text: str


def same_lines(text: str) -> str:
    """Browsers send line ends as two characters; they are one."""
    return text.replace("\r\n", "\n")


def pieces(old: str, new: str) -> list[Piece]:
    """Joined without `ins` they are the old wording, without `del` the new one."""
    old, new = same_lines(old), same_lines(new)
    before, after = _PARTS.findall(old), _PARTS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        before, after = [old], [new]
    found = []
    for tag, start, end, first, last in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        removed, added = "".join(before[start:end]), "".join(after[first:last])
        if tag == "equal":
            found.append(Piece("same", removed))
            continue
        found += [Piece(kind, text) for kind, text in (("del", removed), ("ins", added)) if text]
    return found
