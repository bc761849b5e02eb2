"""Chooses plural forms for numbers with decimals; does not import Django.

gettext takes whole numbers alone. Which form a fraction takes differs: «1.5 points» in English,
«1,5 point» in French.
"""

from decimal import Decimal

from localization.locales import get_locale

# A whole number of each form; CLDR's «many» is the millions of the Romance languages.
WHOLE_NUMBERS = {"one": 1, "many": 1_000_000}
OTHER = 2


def plural_number(shown: Decimal, language: str) -> int:
    """Returns a whole number that takes the plural form of `shown`, a number as it is written."""
    form = get_locale(language).plural_form(abs(shown).normalize())
    return WHOLE_NUMBERS.get(form, OTHER)
