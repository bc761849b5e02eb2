"""Checks passwords in the form in which they are hashed, and against names that come to mind first.

A letter such as «ä» counts as one, however a keyboard composes it.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import list_company_names
from localization.characters import compose
from localization.plain_letters import plain_letters

SHORTEST_WORD = 4
LEAST_OTHER_CHARACTERS = 8


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


def refuse_names(password: str, names: Iterable[str]) -> None:
    """Raises ValidationError if a password has little beside words of these names."""
    rest = folded = _fold(password)
    for word in sorted(_words(names), key=len, reverse=True):
        rest = rest.replace(word, "")
    if rest != folded and len(rest) < LEAST_OTHER_CHARACTERS:
        raise ValidationError(
            _(
                "This password is mostly the name of your company or of %(product_name)s. Choose "
                "one that is harder to guess."
            )
            % {"product_name": settings.PRODUCT_NAME},
            code="password_is_a_name",
        )


def _words(names: Iterable[str]) -> set[str]:
    """Returns the names without spaces, and their longer words."""
    words = {_fold(part) for name in names for part in (name, *re.split(r"\W+", name))}
    return {word for word in words if len(word) >= SHORTEST_WORD}


def _fold(text: str) -> str:
    """Returns a text without case, accents, spaces and signs."""
    return re.sub(r"[\W_]", "", plain_letters(text))


class NamesValidator:
    """Refuses a password that is little more than the product's name or that of the user's company.

    At sign-up, where nobody has a company yet, the form checks the one that is typed beside it.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        companies = list_company_names(user) if user is not None and user.pk else []
        refuse_names(password, [settings.PRODUCT_NAME, *companies])

    def get_help_text(self) -> str:
        return _("Your password can’t be mostly the name of your company or of this product.")
