"""Loads the starting table of trade terms."""

from typing import Any

from django.db import transaction

from content.services.seed_files import fields_in_languages, fill_missing, mark_loaded
from translations.models import TradeTerm


@transaction.atomic
def trade_terms_load(*, texts: dict[str, dict[str, Any]]) -> int:
    """Adds missing terms and words; returns the number of changed terms.

    What staff wrote stays, and what they deleted is not added again.
    """
    changed = 0
    for order, key in enumerate(next(iter(texts.values()))["terms"], start=1):
        values = fields_in_languages(texts, "terms", key, fields=("word",))
        term = TradeTerm.objects.filter(key=key).first()
        if term is not None:
            changed += fill_missing(term, values)
        elif mark_loaded(f"translations/trade_term/{key}"):
            TradeTerm.objects.create(key=key, order=order, **values)
            changed += 1
    return changed
