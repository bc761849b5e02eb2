"""Writes the number formats by which the cells of a workbook show numbers and days.

Each names its language, so that it looks the same in a program of another one, and what such a
program saves as text is what the import of that language reads.
"""

import locale
from functools import lru_cache

from babel.core import get_global

from localization.dates import VARIANTS, short_form
from localization.locales import get_locale

_FIGURES = {"d": "dd", "M": "mm", "y": "yyyy"}
_LANGUAGE_IDS = {name: number for number, name in locale.windows_locale.items()}
"""By the locale's name, such as `de_DE`."""


@lru_cache(maxsize=256)
def number_format(
    language: str, places: int = 0, *, is_percent: bool = False, is_signed: bool = False
) -> str:
    """Returns the format of a number with `places` decimals, digits in groups: 1,234.50.

    A percentage is shown with its sign, as a number of it: 75 is 75%.
    """
    digits = "#,##0" + ("." + "0" * places if places else "")
    if is_percent:
        digits += _percent_sign(language)
    signed = f"+{digits};-{digits};{digits}" if is_signed else digits
    return f"{_mark(language)}{signed}"


@lru_cache(maxsize=256)
def day_format(language: str, country: str = "") -> str:
    """Returns the format of a day in the figures that an import reads: 31.01.2026."""
    order, mark = short_form(language, country)
    return _mark(language, country) + f"\\{mark}".join(_FIGURES[each] for each in order)


def _percent_sign(language: str) -> str:
    """Returns the sign as text, with the space before it that the language has."""
    pattern = str(get_locale(language).percent_formats[None].pattern)
    return '"{}"'.format(pattern[pattern.rindex("0") + 1 :])


def _mark(language: str, country: str = "") -> str:
    """Returns what names the language in a format: `[$-407]` for German."""
    return f"[$-{_language_id(language, country):X}]"


def _language_id(language: str, country: str) -> int:
    """Returns the number by which spreadsheet programs know the language, as of the country."""
    code = language.partition("-")[0]
    variant = VARIANTS.get(language, language.replace("-", "_"))
    likely = get_global("likely_subtags").get(variant, variant)
    usual = f"{code}_{likely.rpartition('_')[2].upper()}"
    return _LANGUAGE_IDS.get(f"{code}_{country}") or _LANGUAGE_IDS[usual]
