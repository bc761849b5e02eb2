"""Compares texts without case and accents: «Société» is found by `societe`."""

import re
import unicodedata

from django.db.models import CharField, TextField, Transform

# What Unicode does not take apart into a letter and an accent.
SINGLE = str.maketrans("ØøŁłĐđÐðĦħŦŧı", "OoLlDdDdHhTti")
DOUBLE = {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"}
ACCENTS = "[\u0300-\u036f]"


def plain_letters(text: str) -> str:
    """Returns a text without accents and in lower case, as one that is searched is compared."""
    text = re.sub(ACCENTS, "", unicodedata.normalize("NFKD", text)).translate(SINGLE)
    for letter, letters in DOUBLE.items():
        text = text.replace(letter, letters)
    return text.lower()


def _sql() -> str:
    """Returns the same in SQL: functions that every PostgreSQL has, without an extension."""
    single = "".join(map(chr, SINGLE)), "".join(map(chr, SINGLE.values()))
    sql = f"REGEXP_REPLACE(NORMALIZE(%(expressions)s, NFKD), '{ACCENTS}', '', 'g')"
    sql = f"TRANSLATE({sql}, '{single[0]}', '{single[1]}')"
    for letter, letters in DOUBLE.items():
        sql = f"REPLACE({sql}, '{letter}', '{letters}')"
    return f"LOWER({sql})"


@CharField.register_lookup
@TextField.register_lookup
class PlainLetters(Transform):
    """Compares a column without case and accents: `name__plain_letters__contains`."""

    lookup_name = "plain_letters"
    bilateral = True
    output_field = TextField()  # not that of an address, which would check what is searched
    template = _sql()
