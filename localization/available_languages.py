"""The languages that MSPs are offered: those whose content has been complete once.

A language comes on offer when nothing is missing (see services.py) and stays on offer: a text that staff blank later
falls back and says so, but takes the language away from nobody who is in the middle of an assessment.
See docs/decisions/0304-adding-a-language.md.
"""

from time import monotonic

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils.translation import get_language_from_request, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from localization.languages import CODES
from localization.models import OfferedLanguage

KEPT_SECONDS = 30
"""How long another worker may not know of a language that has just come on offer."""

_kept: tuple[float, tuple[str, ...]] | None = None


def offered_codes() -> tuple[str, ...]:
    """The codes on offer, in the order of the menu; the source language is always one of them.

    Every page asks, so the answer is kept in memory for a moment. While the database does not answer, what was known
    last is said again: the page that tells of it needs a language menu too.
    """
    global _kept
    if _kept is None or _kept[0] < monotonic():
        try:
            codes = _read()
        except Error:
            return CODES if _kept is None else _kept[1]
        _kept = (monotonic() + KEPT_SECONDS, codes)
    return _kept[1]


def _read() -> tuple[str, ...]:
    stored = set(OfferedLanguage.objects.values_list("code", flat=True))
    return tuple(code for code in CODES if code in stored or code == settings.LANGUAGE_CODE)


def clear_cache() -> None:
    """The next page reads anew: after a change, and in tests, which roll back."""
    global _kept
    _kept = None


def is_offered(code: str) -> bool:
    """Asks the database only about a language that could be missing."""
    return code == settings.LANGUAGE_CODE or code in offered_codes()


def preferred_language(request: HttpRequest) -> str:
    """The first of the browser's languages that is on offer; the source language where none is."""
    first = get_language_from_request(request)
    if is_offered(first):
        return first
    for wanted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            code = get_supported_language_variant(wanted)
        except LookupError:
            continue
        if is_offered(code):
            return code
    return settings.LANGUAGE_CODE
