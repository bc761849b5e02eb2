"""Checks passwords in the form in which they are hashed, whoever asks: forms and commands.

A letter such as «ä» counts as one, however a keyboard composes it.
"""

from typing import Any

from django.contrib.auth import password_validation

from localization.characters import compose


class _OfComposed:
    def validate(self, password: str, user: Any = None) -> None:
        super().validate(compose(password), user)  # type: ignore[misc]


class UserAttributeSimilarityValidator(
    _OfComposed, password_validation.UserAttributeSimilarityValidator
):
    """Refuses a password that resembles the address."""


class MinimumLengthValidator(_OfComposed, password_validation.MinimumLengthValidator):
    """Refuses a short password."""


class CommonPasswordValidator(_OfComposed, password_validation.CommonPasswordValidator):
    """Refuses a password that many people use."""
