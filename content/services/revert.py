"""Brings an earlier wording back, as a new entry of the history."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Model

from content.models.history import HistoryEntry, translated_fields
from content.selectors.history import PUT_BACK
from localization.available_languages import offered_codes
from localization.columns import column_name


def earlier_values(row: Model, entry: HistoryEntry, names: Sequence[str]) -> dict[str, object]:
    """Returns the fields among `names` in which an entry of the history differs from the present.

    Leaves out a text that was empty then and whose language is offered to readers now.
    """
    fields = translated_fields(type(row))
    texts = {column_name(name, code) for name in fields for code in offered_codes()}
    values = {name: getattr(entry, name) for name in names if hasattr(entry, name)}
    return {
        name: value
        for name, value in values.items()
        if value != getattr(row, name) and (value or name not in texts)
    }


@transaction.atomic
def wording_put_back(*, row: Model, values: Mapping[str, object]) -> None:
    """Saves earlier values. Raises ValidationError where they are not valid any more."""
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row._change_reason = PUT_BACK  # type: ignore[attr-defined]  # django-simple-history reads it
    row.save()
