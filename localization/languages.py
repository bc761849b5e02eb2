"""Lists the languages of the site, and the URLs of a page in each of them."""

from collections.abc import Collection, Container
from dataclasses import dataclass

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import get_language

CODES = tuple(code for code, _ in settings.LANGUAGES)
LANGUAGE_NAMES = dict(settings.LANGUAGES)  # each name in its own language


@dataclass(frozen=True)
class LanguageLink:
    """Represents a link of the language menu to the same page in another language."""

    code: str
    name: str
    url: str
    current: bool


def language_choices() -> list[tuple[str, str]]:
    """Returns (code, name) of each language; models take the function, which needs no migration."""
    return list(settings.LANGUAGES)


def current_language() -> str:
    """Returns the active language; in commands, where none is active, the source language."""
    language = get_language()
    return language if language in CODES else settings.LANGUAGE_CODE


def match_code(given: str, codes: Collection[str] = CODES) -> str | None:
    """Returns the code that another program means by `pt_BR` or `fr_FR.UTF-8`; None for no match.

    A country more or less than the site's own code is no other language where the site has one
    variant of it: `fr_FR` is `fr`, and `pt` is `pt-br`. `pt_PT` is not `pt-br`.
    """
    code = given.strip().partition(".")[0].partition("@")[0].lower().replace("_", "-")
    if code in codes:
        return code
    language, _mark, country = code.partition("-")
    variants = [each for each in codes if each.partition("-")[0] == language]
    if len(variants) != 1 or (country and variants[0] != language):
        return None
    return variants[0]


def url_in(language: str, path: str) -> str:
    """Returns the path of the same page in `language`, below the site's own path.

    A path that does not begin with a language (a page that does not exist, for example) has no
    translation: the start page in `language` is returned instead. Capitals make no difference.
    """
    prefix = get_script_prefix()
    first, _, rest = path.removeprefix(prefix).lstrip("/").partition("/")
    return f"{prefix}{language}/{rest}" if first.lower() in CODES else f"{prefix}{language}/"


def language_links(path: str, query: str, codes: Container[str]) -> list[LanguageLink]:
    """Returns links to the page in each language of `codes` and in the active language."""
    current = current_language()
    suffix = f"?{query}" if query else ""
    return [
        LanguageLink(code, name, url_in(code, path) + suffix, code == current)
        for code, name in settings.LANGUAGES
        if code in codes or code == current
    ]
