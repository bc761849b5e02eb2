"""Reads a company's country, currency and time zone, whose lists change without the company."""

from typing import Any

from django import forms

from localization import regions
from localization.languages import current_language
from localization.lazy import StrOrPromise

Choices = list[tuple[str, StrOrPromise]]


class ZoneField(forms.ChoiceField):
    """Accepts every time zone by its present or a former name; its choices are only offered."""

    def to_python(self, value: Any) -> str:
        return regions.present_zone(super().to_python(value))

    def valid_value(self, value: str) -> bool:
        return value in regions.time_zones() or super().valid_value(value)


def offered_zones(country: str, chosen: str) -> Choices:
    """Lists the zones of a country with their names, and the one that is chosen elsewhere."""
    names = dict(regions.time_zone_names(current_language()))
    keys = regions.list_zones(country)
    chosen = regions.present_zone(chosen)
    if chosen in names and chosen not in keys:
        keys = (*keys, chosen)
    return [(key, names[key]) for key in keys]


class StoredCodesForm(forms.ModelForm):
    """Leaves alone what is stored of an account and was not changed, though no list has it now.

    Countries, currencies and zones leave their lists; nobody who edits something else has to
    choose another one.
    """

    CODES = ("country", "currency", "time_zone")

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {name for name in self.CODES if name not in self.changed_data}


def with_stored(choices: Choices, stored: str) -> Choices:
    """Returns the choices, with the stored one at the end where they lack it."""
    return choices if not stored or stored in dict(choices) else [*choices, (stored, stored)]
