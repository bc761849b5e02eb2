"""Reads the status of texts in a language, and the trade terms that translations lack."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from localization.characters import has_visible_character
from localization.columns import column_name
from translations.domain.terms import Term, missing_terms
from translations.domain.texts import fingerprint, same_words
from translations.models import TradeTerm, TranslationState
from translations.selectors.texts import ENGLISH, Translatable

States = dict[tuple[str, str], TranslationState]
"""By key of the text and language."""
FEW_TEXTS = 50
"""Below, the states of just these texts are read; from here on, the whole table."""


class Status(StrEnum):
    MISSING = "missing"
    STALE = "stale"
    CURRENT = "current"


@dataclass(frozen=True)
class TextStatus:
    """Holds a text and its status in one language."""

    text: Translatable
    language: str
    status: Status
    terms: tuple[Term, ...]
    """The trade terms whose word the translation does not contain."""
    was: str = ""
    """The English that a stale translation was made from."""

    @property
    def value(self) -> str:
        return self.text.in_language(self.language)


def read_states(texts: Sequence[Translatable]) -> States:
    """Returns what is stored of these texts' translations."""
    rows = TranslationState.objects.all()
    if len(texts) < FEW_TEXTS:
        rows = rows.filter(key__in=[text.key for text in texts])
    return {(state.key, state.language): state for state in rows}


def with_status(texts: Sequence[Translatable], language: str, states: States) -> list[TextStatus]:
    terms = list_trade_terms(language)
    return [_with_status(text, language, states.get((text.key, language)), terms) for text in texts]


def _with_status(
    text: Translatable, language: str, state: TranslationState | None, terms: list[Term]
) -> TextStatus:
    status = status_of(text, language, state)
    if status is Status.MISSING or language == ENGLISH:
        return TextStatus(text, language, status, ())
    value = text.in_language(language)
    missing = () if text.row_is_a_term else tuple(missing_terms(text.english, value, terms))
    was = state.source if state is not None and status is Status.STALE else ""
    return TextStatus(text, language, status, missing, was)


def status_of(text: Translatable, language: str, state: TranslationState | None) -> Status:
    """Returns the status of a text in a language.

    A translation without a state counts as made from today's English, and so does one that is not
    the translation that its state is about.
    """
    value = text.in_language(language)
    if not has_visible_character(value):
        return Status.MISSING
    if language == ENGLISH or state is None or same_words(state.source, text.english):
        return Status.CURRENT
    return Status.STALE if state.fingerprint == fingerprint(value) else Status.CURRENT


def list_trade_terms(language: str) -> list[Term]:
    """Returns the table of trade terms in a language; none in English, which needs no check."""
    if language == ENGLISH:
        return []
    return [
        Term(row.key, row.word_en or "", getattr(row, column_name("word", language)) or "")
        for row in TradeTerm.objects.order_by("order", "key")
    ]
