"""The languages of the site and the addresses of a page in each."""

from collections.abc import Container
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

CODES = tuple(code for code, _ in settings.LANGUAGES)
LANGUAGE_NAMES = dict(settings.LANGUAGES)
"""Each in its own language."""


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    current: bool


def current_language() -> str:
    """The reader's language; the source language where none is active (commands)."""
    language = get_language()
    return language if language in CODES else settings.LANGUAGE_CODE


def url_in(language: str, path: str) -> str:
    """The same page in another language: the first part of the path is the language.

    Pages outside the prefix (an unknown address, say) have no other form: the start page stands in.
    """
    first, _, rest = path.lstrip("/").partition("/")
    return f"/{language}/{rest}" if first in CODES else f"/{language}/"


def language_links(path: str, query: str, codes: Container[str]) -> list[LanguageLink]:
    """The page in each language of `codes`, and in the one it is read in."""
    current = current_language()
    suffix = f"?{query}" if query else ""
    return [
        LanguageLink(code, name, url_in(code, path) + suffix, code == current)
        for code, name in settings.LANGUAGES
        if code in codes or code == current
    ]
