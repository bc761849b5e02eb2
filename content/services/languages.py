"""Offers languages to readers."""

from django.db import transaction

from content.selectors.completeness import Missing, list_missing
from localization.available_languages import clear_cache
from localization.languages import CODES
from localization.models import OfferedLanguage


class IncompleteLanguage(ValueError):
    """Says that a language cannot be offered; `lacking` lists the texts that it lacks."""

    def __init__(self, code: str, lacking: list[Missing]) -> None:
        super().__init__("\n".join([f"{code} lacks {len(lacking)} texts:", *map(str, lacking)]))
        self.lacking = lacking


@transaction.atomic
def language_offer(*, code: str) -> bool:
    """Offers the language to MSPs from now on; returns whether it was not offered before.

    A language that is offered stays offered, even if it lacks texts today. Raises
    IncompleteLanguage where a text or a message is missing, LookupError where LANGUAGES lacks the code.
    """
    if code not in CODES:
        raise LookupError(f"{code} is not one of LANGUAGES")
    if OfferedLanguage.objects.filter(code=code).exists():
        return False
    if lacking := list_missing(code):
        raise IncompleteLanguage(code, lacking)
    _, is_new = OfferedLanguage.objects.get_or_create(code=code)
    transaction.on_commit(clear_cache)
    return is_new
