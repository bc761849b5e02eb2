"""Loads starting terms: rows with a key, an order and texts, such as those of the glossary."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from content.services.seed_files import fields_in_languages, fill_missing, mark_loaded


@transaction.atomic
def seed_terms_load(
    *, model: type[Model], texts: dict[str, dict[str, Any]], fields: tuple[str, ...], marker: str
) -> int:
    """Adds missing rows and texts from the table `terms`; returns the number of changed rows.

    What staff wrote stays. What they deleted is not added again: `marker` and the key of each
    row that was loaded are remembered.
    """
    changed = 0
    for order, key in enumerate(next(iter(texts.values()))["terms"], start=1):
        values = fields_in_languages(texts, "terms", key, fields=fields)
        row = model._default_manager.filter(key=key).first()
        if row is not None:
            changed += fill_missing(row, values)
        elif mark_loaded(f"{marker}/{key}"):
            model._default_manager.create(key=key, order=order, **values)
            changed += 1
    return changed
