from django.db import transaction

from content.services.seed_files import fields_in_languages, fill_missing, mark_loaded
from translations.models import TradeTerm


@transaction.atomic
def trade_terms_load(*, texts: dict[str, dict]) -> int:
    """Adds terms and words that are missing; what staff wrote or deleted stays so. How many changed."""
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
