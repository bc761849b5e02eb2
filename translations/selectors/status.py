"""Each text in one language, judged: missing, stale or current, and which trade terms it says otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from translations.domain.terms import Term, unmet
from translations.domain.texts import same_words
from translations.models import TradeTerm, TranslationState
from translations.selectors.texts import ENGLISH, Translatable

States = dict[tuple[str, str], TranslationState]


class Status(StrEnum):
    MISSING = "missing"
    STALE = "stale"
    CURRENT = "current"


@dataclass(frozen=True)
class TextStatus:
    text: Translatable
    language: str
    status: Status
    terms: tuple[Term, ...]
    """Of the table, whose word this translation has not."""
    was: str = ""
    """The English that a stale translation was made from."""

    @property
    def value(self) -> str:
        return self.text.in_language(self.language)


def with_status(texts: Sequence[Translatable], language: str, states: States) -> list[TextStatus]:
    terms = terms_of(language)
    return [_judged(text, language, states.get((text.key, language)), terms) for text in texts]


def _judged(
    text: Translatable, language: str, state: TranslationState | None, terms: list[Term]
) -> TextStatus:
    status = status_of(text, language, state)
    if status is Status.MISSING or language == ENGLISH:
        return TextStatus(text, language, status, ())
    value = text.in_language(language)
    otherwise = () if text.row_is_a_term else tuple(unmet(text.english, value, terms))
    was = state.source if state is not None and status is Status.STALE else ""
    return TextStatus(text, language, status, otherwise, was)


def status_of(text: Translatable, language: str, state: TranslationState | None) -> Status:
    if not text.in_language(language).strip():
        return Status.MISSING
    if language == ENGLISH or state is None or same_words(state.source, text.english):
        return Status.CURRENT
    return Status.STALE


def terms_of(language: str) -> list[Term]:
    """The table of trade terms in a language; English has nothing to be held against."""
    if language == ENGLISH:
        return []
    return [
        Term(row.key, row.word_en or "", getattr(row, f"word_{language}") or "")
        for row in TradeTerm.objects.order_by("order", "key")
    ]
