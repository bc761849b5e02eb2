"""Finds Babel's locale data of a language; does not import Django."""

from functools import lru_cache

from babel import Locale


@lru_cache
def get_locale(language: str) -> Locale:
    """Returns the locale of Django's code of a language (`pt-br`) or of CLDR's (`pt_BR`).

    Raises babel.UnknownLocaleError for a language that CLDR does not know.
    """
    return Locale.parse(language.replace("-", "_"))
