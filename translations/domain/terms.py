"""Finds trade terms of the English for which a translation uses another word than the table has.

Words are matched by their first letters, so that inflected forms give no false warning. The
result is a hint and no error.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

STEM = 5
"""The number of first letters that have to agree; of five letters four («tasso», «tassi»)."""
SHORTEST = 4
"""The length from which words are matched; shorter ones only where there are no longer ones."""
NOTE = re.compile(r"\s*\(([^()]*)\)")
WORD = re.compile(r"\w+")
CACHED = 512
"""The number of terms whose names are cached: a page needs each of them once for every text."""


@dataclass(frozen=True)
class Term:
    """Holds a row of the table: the English, and the word of one other language."""

    key: str
    english: str
    word: str


def alternatives(word: str) -> list[str]:
    """Returns the words that may stand for a term: «costo per lead (CPL)» has two.

    A bar parts alternatives, and what is in brackets is one too.
    """
    words = []
    for alternative in word.split("|"):
        notes = NOTE.findall(alternative)
        words += [NOTE.sub("", alternative).strip(), *(note.strip() for note in notes)]
    return [word for word in words if word]


def missing_terms(english: str, translation: str, terms: Iterable[Term]) -> list[Term]:
    """Returns the terms of the English whose word the translation lacks.

    A longer term is matched before the shorter terms in it, and hides them.
    """
    missing, left = [], english
    for term in sorted(terms, key=lambda term: -max(map(len, _names(term.english)), default=0)):
        pattern = _pattern(term.english)
        if pattern is None or not term.word or not pattern.search(left):
            continue
        left = pattern.sub(" ", left)
        if not has_word(translation, term.word):
            missing.append(term)
    return missing


def has_word(translation: str, word: str) -> bool:
    words = [_plain(each) for each in WORD.findall(translation)]
    return any(_contains(words, alternative) for alternative in alternatives(word))


@lru_cache(maxsize=CACHED)
def _names(english: str) -> tuple[str, ...]:
    """Returns the names of a term without the notes in brackets, which tell its meaning."""
    names = (NOTE.sub("", alternative).strip() for alternative in english.split("|"))
    return tuple(name for name in names if name)


@lru_cache(maxsize=CACHED)
def _pattern(english: str) -> re.Pattern[str] | None:
    """Returns a pattern of the term in English, singular or plural."""
    names = "|".join(re.escape(name) for name in _names(english))
    return re.compile(rf"(?<!\w)(?:{names})(?:s|es)?(?!\w)", re.IGNORECASE) if names else None


def _contains(words: list[str], alternative: str) -> bool:
    terms = [_plain(word) for word in WORD.findall(alternative)]
    terms = [term for term in terms if len(term) >= SHORTEST] or terms
    return bool(terms) and all(
        any(word.startswith(_stem(term)) for word in words) for term in terms
    )


def _stem(word: str) -> str:
    return word[: max(SHORTEST, min(STEM, len(word) - 1))]


def _plain(word: str) -> str:
    """Returns the word without accents and capitals: «Étapes» becomes «etapes»."""
    spread = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
