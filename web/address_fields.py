"""Keeps an e-mail address in one spelling, in forms and in the database alike."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models

from localization.addresses import normalize_address


class AddressFormField(forms.EmailField):
    """Reads an address in any spelling, and gives the one that is stored."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return _normalize(text) if text else text


class AddressField(models.EmailField):
    """Stores an address in its one spelling, and finds it by any other."""

    def to_python(self, value: Any) -> Any:
        return _normalize(value) if isinstance(value, str) and value else value

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return normalized_or_lower(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": AddressFormField, **kwargs})


def normalized_or_lower(text: str) -> str:
    """Returns the one spelling of an address; a text that is none in lower case, to be refused."""
    try:
        return normalize_address(text)
    except ValueError:
        return text.lower()


def _normalize(text: str) -> str:
    try:
        return normalize_address(text)
    except ValueError:
        raise ValidationError(validate_email.message, code="invalid") from None
