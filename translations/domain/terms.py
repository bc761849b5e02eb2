"""Whether a translation uses the table's word for a trade term that its English has. A hint, never an error.

Inflected forms must not cry wolf, so a word counts as there when a word of the text begins with its first letters.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

STEM = 5
"""First letters of a word that have to agree: of five letters four, for the last one bends («tasso», «tassi»)."""
SHORTEST = 4
"""Shorter words (articles, prepositions) are not looked for, unless an alternative has no other."""
NOTE = re.compile(r"\s*\(([^()]*)\)")
WORD = re.compile(r"\w+")
KEPT = 512
"""Terms of the table whose names are kept: a page asks for each of them once a text."""


@dataclass(frozen=True)
class Term:
    """A row of the table: the English, and the word of one other language."""

    key: str
    english: str
    word: str


def alternatives(word: str) -> list[str]:
    """What may stand for it: parts between bars, and what is in brackets: «costo per contatto (CPL)» has two."""
    found = []
    for part in word.split("|"):
        found += [NOTE.sub("", part).strip(), *(note.strip() for note in NOTE.findall(part))]
    return [part for part in found if part]


def unmet(english: str, translation: str, terms: Iterable[Term]) -> list[Term]:
    """The terms of the English whose word the translation has not. Longer terms stand for the shorter in them."""
    found, left = [], english
    for term in sorted(terms, key=lambda term: -max(map(len, _names(term.english)), default=0)):
        pattern = _pattern(term.english)
        if pattern is None or not term.word or not pattern.search(left):
            continue
        left = pattern.sub(" ", left)
        if not has_word(translation, term.word):
            found.append(term)
    return found


def has_word(translation: str, word: str) -> bool:
    words = [_plain(found) for found in WORD.findall(translation)]
    return any(_stands_in(words, alternative) for alternative in alternatives(word))


@lru_cache(maxsize=KEPT)
def _names(english: str) -> tuple[str, ...]:
    """A note in brackets says which meaning, and is not looked for."""
    names = (NOTE.sub("", part).strip() for part in english.split("|"))
    return tuple(name for name in names if name)


@lru_cache(maxsize=KEPT)
def _pattern(english: str) -> re.Pattern | None:
    """The term in English, or its plural."""
    found = "|".join(re.escape(name) for name in _names(english))
    return re.compile(rf"(?<!\w)(?:{found})(?:s|es)?(?!\w)", re.IGNORECASE) if found else None


def _stands_in(words: list[str], alternative: str) -> bool:
    wanted = [_plain(word) for word in WORD.findall(alternative)]
    wanted = [word for word in wanted if len(word) >= SHORTEST] or wanted
    return bool(wanted) and all(
        any(word.startswith(_stem(part)) for word in words) for part in wanted
    )


def _stem(word: str) -> str:
    return word[: max(SHORTEST, min(STEM, len(word) - 1))]


def _plain(word: str) -> str:
    """Without accents and capitals: «Étapes» and «etape» agree."""
    spread = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
