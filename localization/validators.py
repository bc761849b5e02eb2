"""Checks the codes of an account, for the account page and the admin alike."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.forms import ChoiceField

from localization import regions


def _one_of(value: str, known: Collection[str]) -> None:
    if value not in known:
        message = ChoiceField.default_error_messages["invalid_choice"]
        raise ValidationError(message, code="invalid_choice", params={"value": value})


def is_country(value: str) -> None:
    _one_of(value, regions.country_codes())


def is_currency(value: str) -> None:
    _one_of(value, regions.known_currencies())


def is_time_zone(value: str) -> None:
    _one_of(value, regions.time_zones())
