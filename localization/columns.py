"""Names the columns that hold a translated field: one for each language."""

from functools import lru_cache

from modeltranslation.utils import build_localized_fieldname

from localization.languages import CODES


@lru_cache(maxsize=1024)
def column_name(field: str, language: str) -> str:
    """Returns the column of a translated field in a language: `text_de`, `text_pt_br`."""
    return build_localized_fieldname(field, language)


def column_names(field: str) -> tuple[str, ...]:
    """Returns the columns of a translated field in every language of the site."""
    return tuple(column_name(field, code) for code in CODES)
