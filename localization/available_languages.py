"""Tells which languages are available to users: those whose content has been complete once.

A language becomes available when no text is missing (`content/services.py`) and stays available:
a text that staff empty later falls back to the source language, with a note. So nobody loses the
language in the middle of an assessment. See docs/decisions/0304-adding-a-language.md.
"""

from time import monotonic

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils.translation import get_language_from_request, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from localization.languages import CODES
from localization.models import OfferedLanguage

CACHE_SECONDS = 30
# So long may another process not know a language that has just become available.

_cached: tuple[float, tuple[str, ...]] | None = None
# The time of expiry (of `monotonic`), and the codes.


def offered_codes() -> tuple[str, ...]:
    """Returns the codes of the available languages in the order of the menu.

    The source language is always among them. The codes are cached in memory for `CACHE_SECONDS`,
    because every page needs them. While the database does not answer, the last known codes are
    returned (all codes if none are known): the error page has a language menu too.
    """
    global _cached
    if _cached is None or _cached[0] < monotonic():
        try:
            codes = _load_codes()
        except Error:
            return CODES if _cached is None else _cached[1]
        _cached = (monotonic() + CACHE_SECONDS, codes)
    return _cached[1]


def _load_codes() -> tuple[str, ...]:
    stored = set(OfferedLanguage.objects.values_list("code", flat=True))
    return tuple(code for code in CODES if code in stored or code == settings.LANGUAGE_CODE)


def clear_cache() -> None:
    """Makes the next call of `offered_codes` read the database: after a change, and in tests."""
    global _cached
    _cached = None


def is_offered(code: str) -> bool:
    """Tells whether the language is available; for the source language without a query."""
    return code == settings.LANGUAGE_CODE or code in offered_codes()


def preferred_language(request: HttpRequest) -> str:
    """Returns the browser's first language that is available, else the source language."""
    first = get_language_from_request(request)
    if is_offered(first):
        return first
    for accepted, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            code = get_supported_language_variant(accepted)
        except LookupError:
            continue
        if is_offered(code):
            return code
    return settings.LANGUAGE_CODE
