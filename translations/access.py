"""What every page of the translations begins with: who asks, what they may see and write."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from backoffice.selectors.roles import writable_languages
from translations.models import TranslationState
from translations.registry import TranslatedModel
from translations.selectors.texts import ENGLISH, Translatable, read_texts, sources_seen_by
from translations.services.staleness import refresh_translation_states


@dataclass(frozen=True)
class TranslatorContext:
    """One member of staff and the texts before them."""

    writable: tuple[str, ...]
    """Languages that they may write; English is written in the admin."""
    sources: tuple[TranslatedModel, ...]

    @cached_property
    def texts(self) -> list[Translatable]:
        return read_texts(self.sources)

    @cached_property
    def states(self) -> dict[tuple[str, str], TranslationState]:
        return refresh_translation_states(texts=self.texts)

    @cached_property
    def by_key(self) -> dict[str, Translatable]:
        return {text.key: text for text in self.texts}


def translator_context(user) -> TranslatorContext:
    """Raises PermissionDenied for staff who may neither write nor see any text."""
    allowed = writable_languages(user)
    writable = tuple(code for code in allowed if code != ENGLISH)
    sources = tuple(sources_seen_by(user, bool(writable)))
    if not sources:
        raise PermissionDenied
    return TranslatorContext(writable, sources)


def translator_required(view: Callable[..., HttpResponse]):
    """The view gets the desk of whoever asks; the admin's door stands before it, in urls.py."""

    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return view(request, translator_context(request.user), *args, **kwargs)

    return opened
