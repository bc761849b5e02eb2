"""Reads the terms of the glossary."""

from dataclasses import dataclass

from django.conf import settings

from content.selectors.texts import Text, translated
from glossary.models import Term


@dataclass(frozen=True)
class TermText:
    """Represents a term in one language."""

    key: str
    word: str
    expansion: Text
    explanation: Text
    source_words: tuple[str, ...] = ()
    """What the term is in the source language, where the reader's language is another one."""

    @property
    def element_id(self) -> str:
        """Returns the id of the element of the page that explains the term."""
        return f"term-{self.key}"


def terms_in(language: str) -> tuple[TermText, ...]:
    """Returns all terms in a language, ordered as staff arranged them."""
    source = settings.LANGUAGE_CODE
    return tuple(
        TermText(
            key=term.key,
            word=str(translated(term, "word", language)),
            expansion=translated(term, "expansion", language),
            explanation=translated(term, "explanation", language),
            source_words=()
            if language == source
            else tuple(str(translated(term, field, source)) for field in ("expansion", "word")),
        )
        for term in Term.objects.order_by("order", "key")
    )
