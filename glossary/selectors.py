from content.selectors.texts import translated
from glossary.markup import TermText
from glossary.models import Term


def terms_in(language: str) -> tuple[TermText, ...]:
    """Every term in a language, in order."""
    return tuple(
        TermText(
            key=term.key,
            word=str(translated(term, "word", language)),
            expansion=translated(term, "expansion", language),
            explanation=translated(term, "explanation", language),
        )
        for term in Term.objects.order_by("order", "key")
    )
