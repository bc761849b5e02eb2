"""Joins words as the reader's language does; does not import Django."""

from collections.abc import Sequence

from babel.lists import format_list

from localization.dates import VARIANTS
from localization.locales import get_locale


def format_alternatives(words: Sequence[str], language: str) -> str:
    """Returns the words as alternatives: «7 days, 30 days or 90 days»."""
    return format_list(words, style="or", locale=get_locale(VARIANTS.get(language, language)))
