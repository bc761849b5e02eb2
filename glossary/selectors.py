"""Reads the terms of the glossary."""

from dataclasses import dataclass

from content.selectors.texts import Text, translated
from glossary.models import Term


@dataclass(frozen=True)
class TermText:
    """Represents a term in one language."""

    key: str
    word: str
    expansion: Text
    explanation: Text

    @property
    def element_id(self) -> str:
        """Returns the id of the element of the page that explains the term."""
        return f"term-{self.key}"


def terms_in(language: str) -> tuple[TermText, ...]:
    """Returns all terms in a language, ordered as staff arranged them."""
    return tuple(
        TermText(
            key=term.key,
            word=str(translated(term, "word", language)),
            expansion=translated(term, "expansion", language),
            explanation=translated(term, "explanation", language),
        )
        for term in Term.objects.order_by("order", "key")
    )
