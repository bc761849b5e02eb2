"""What every page of the translations begins with: who asks, what they may see and write."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from backoffice.roles import writable_languages
from editorial.models import TranslationState
from editorial.selectors.texts import ENGLISH, Translatable, read_texts, sources_seen_by
from editorial.services.notes import translations_note
from editorial.sources import Source


@dataclass(frozen=True)
class Desk:
    """One member of staff and the texts before them."""

    writable: tuple[str, ...]
    """Languages that they may write; English is written in the admin."""
    sources: tuple[Source, ...]

    @cached_property
    def texts(self) -> list[Translatable]:
        return read_texts(self.sources)

    @cached_property
    def states(self) -> dict[tuple[str, str], TranslationState]:
        return translations_note(texts=self.texts)

    @cached_property
    def by_key(self) -> dict[str, Translatable]:
        return {text.key: text for text in self.texts}


def desk_of(user) -> Desk:
    """Raises PermissionDenied for staff who may neither write nor see any text."""
    allowed = writable_languages(user)
    writable = tuple(code for code in allowed if code != ENGLISH)
    sources = tuple(sources_seen_by(user, bool(writable)))
    if not sources:
        raise PermissionDenied
    return Desk(writable, sources)


def at_desk(view: Callable[..., HttpResponse]):
    """The view gets the desk of whoever asks; the admin's door stands before it, in urls.py."""

    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return view(request, desk_of(request.user), *args, **kwargs)

    return opened
