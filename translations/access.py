"""Admits staff to the pages of translations, with the texts that they may see and write."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from backoffice.selectors.roles import writable_languages
from content.registry import ContentModel
from translations.selectors.status import States, read_states
from translations.selectors.texts import (
    ENGLISH,
    Translatable,
    list_visible_models,
    read_texts,
)

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """Represents the request of a signed-in member of staff, as `translator_required` gives it."""

    user: User


@dataclass(frozen=True)
class TranslatorContext:
    """Holds what one member of staff may write, and reads the texts that they may see."""

    writable: tuple[str, ...]
    """The languages that they may write, without English, which is written in the admin."""
    models: tuple[ContentModel, ...]

    @cached_property
    def texts(self) -> list[Translatable]:
        return read_texts(self.models)

    @cached_property
    def states(self) -> States:
        return read_states(self.texts)

    @cached_property
    def by_key(self) -> dict[str, Translatable]:
        return {text.key: text for text in self.texts}


def translator_context(user: User) -> TranslatorContext:
    """Raises PermissionDenied for staff who may neither write nor see any text."""
    writable = tuple(code for code in writable_languages(user) if code != ENGLISH)
    models = tuple(list_visible_models(user, is_translator=bool(writable)))
    if not models:
        raise PermissionDenied
    return TranslatorContext(writable, models)


def translator_required(
    view: Callable[Concatenate[StaffRequest, TranslatorContext, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Gives a view the context of the reader; the admin's own check comes before, in urls.py."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        staff_request = cast(StaffRequest, request)
        return view(staff_request, translator_context(staff_request.user), *args, **kwargs)

    return wrapper
