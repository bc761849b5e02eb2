"""Sorts rows by a name as the reader's language does: «Émile» stands before «Zoe»."""

from functools import lru_cache

from django.db import connection
from django.db.models import Expression, F
from django.db.models.functions import Collate

from localization.languages import current_language
from localization.locales import get_locale
from localization.plain_letters import PlainLetters

ANY_LANGUAGE = "und-x-icu"  # Unicode's own order


def alphabetical(name: str) -> Expression:
    """Returns what to sort by: the column in the order of the active language.

    Without accents and case on a server that was built without ICU.
    """
    ours = str(get_locale(current_language())).replace("_", "-") + "-x-icu"
    for collation in (ours, ANY_LANGUAGE):
        if collation in icu_collations():
            return Collate(F(name), collation)
    return PlainLetters(F(name))


@lru_cache
def icu_collations() -> frozenset[str]:
    """Returns the names of the server's ICU collations, asked once by each process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT collname FROM pg_collation WHERE collname LIKE '%-x-icu'")
        return frozenset(name for (name,) in cursor.fetchall())
