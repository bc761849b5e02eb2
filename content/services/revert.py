"""The way back: an earlier wording becomes the present one, as a new entry of the history."""

from django.db import transaction
from django.db.models import Model

from content.models.history import translated_fields
from content.selectors.history import PUT_BACK
from localization.available_languages import offered_codes


def earlier_values(row: Model, entry: Model, names: list[str]) -> dict[str, object]:
    """The fields among `names` in which an entry of the history differs from the present.

    A text that was still missing then stays as it is where readers are offered its language.
    """
    texts = {f"{name}_{code}" for name in translated_fields(type(row)) for code in offered_codes()}
    found = {name: getattr(entry, name) for name in names if hasattr(entry, name)}
    return {
        name: value
        for name, value in found.items()
        if value != getattr(row, name) and (value or name not in texts)
    }


@transaction.atomic
def wording_put_back(*, row: Model, values: dict[str, object]) -> None:
    """Saves earlier values. Raises ValidationError where they do not fit the present any more."""
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row._change_reason = PUT_BACK
    row.save()
