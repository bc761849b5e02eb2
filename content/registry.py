"""Registers the models that staff write: one call tells all that the site has to know of a model.

See docs/decisions/0406-one-registration-of-content.md; content/checks.py reports what a model lacks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field, Model, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import override
from modeltranslation.translator import TranslationOptions, translator

from content.models.history import register_history
from localization.lazy import StrOrPromise

ALL_ROWS = Q()
ACTIONS = ("view", "add", "change", "delete")


@dataclass(frozen=True)
class PageReference:
    """Names a page on which texts appear, with the pattern of its address."""

    name: StrOrPromise
    path: str
    """What follows the language; a part in angle brackets differs from case to case."""
    view: str = ""
    """The name of the URL; blank where the address needs an argument."""
    marks_terms: bool = False
    """Whether the page marks the terms of the glossary."""

    def url(self, language: str) -> str:
        """Returns a link in a language; blank where the address needs an argument."""
        if not self.view:
            return ""
        with override(language):
            return reverse(self.view)


Pages = tuple[PageReference, ...]


@dataclass(frozen=True, eq=False)
class ContentModel:
    """Holds what is registered of one model. The parameters are those of `register`."""

    model: type[Model]
    texts: Mapping[str, Pages | Callable[[], Pages]]
    kind: str
    label: StrOrPromise
    key: tuple[str, ...]
    version: str
    public: Q | None
    position: int

    @property
    def fields(self) -> tuple[str, ...]:
        """Returns the translated fields in the order in which they are listed."""
        return tuple(self.texts)

    def pages(self, field: str) -> Pages:
        pages = self.texts[field]
        return pages() if callable(pages) else pages

    def rows(self) -> QuerySet[Model]:
        """Returns all rows in the model's own order, with the rows that their keys need."""
        parents = {path.rpartition("__")[0] for path in self.key} | {self.version}
        return self.model._default_manager.select_related(*sorted(parents - {""}))

    def public_rows(self) -> QuerySet[Model]:
        """Returns the rows whose texts readers come across."""
        rows = self.model._default_manager.all()
        return rows.none() if self.public is None else rows.filter(self.public)

    def row_key(self, row: Model) -> str:
        """Returns the key of a row: `client_onboarding`, or `process_operations/stable`."""
        return "/".join(str(follow(row, path)) for path in self.key)

    def column(self, name: str) -> Field:
        """Returns a column by its name: `text_de`."""
        return next(field for field in self.model._meta.concrete_fields if field.name == name)

    def field_label(self, field: str) -> str:
        return capfirst(str(self.column(field).verbose_name))

    def permission(self, action: str) -> str:
        """Returns the name of the permission for one of ACTIONS."""
        return f"{self.model._meta.app_label}.{action}_{self.model._meta.model_name}"


_registered: dict[type[Model], ContentModel] = {}


def register(
    model: type[Model],
    *,
    texts: Mapping[str, Pages | Callable[[], Pages]] | None = None,
    kind: str = "",
    label: StrOrPromise = "",
    key: tuple[str, ...] = ("key",),
    version: str = "",
    public: Q | None = ALL_ROWS,
    position: int = 0,
) -> None:
    """Registers a model that staff write. Called from the translation.py of the model's app.

    The model gets a column for each language of its `texts` and a history of edits; editors may
    write it and other staff may view it; translators see its texts. A language is offered to
    readers when no public row lacks a text. Meta.triggers of the model must hold
    content_revision_trigger(), so that no process shows an older text.

    `texts`: each translated field, and the pages on which it appears.
    `kind`: the part of a text's key that names the model. Never change it; default: model name.
    `label`: the name of the group of texts; default: the plural name of the model.
    `key`: the lookups that name a row: `("section__key", "stage__key")`.
    `version`: the lookup of the questionnaire that a row belongs to; blank: it belongs to none.
    `public`: which rows readers come across. None: none; then no page, no trigger is needed.
    `position`: groups with a lower number are listed first.

    Raises ImproperlyConfigured where the model or the kind is registered already.
    """
    texts = dict(texts or {})
    kind = kind or str(model._meta.model_name)
    if model in _registered or kind in {other.kind for other in _registered.values()}:
        raise ImproperlyConfigured(f"{model._meta.label} or its kind {kind} is registered twice")
    if texts:
        translator.register(model, _translation_options(model, tuple(texts)))
    register_history(model)
    _registered[model] = ContentModel(
        model=model,
        texts=texts,
        kind=kind,
        label=label or model._meta.verbose_name_plural or "",
        key=key,
        version=version,
        public=public,
        position=position,
    )


def _translation_options(model: type[Model], fields: tuple[str, ...]) -> type[TranslationOptions]:
    attributes = {"fields": fields, "required_languages": (settings.LANGUAGE_CODE,)}
    return type(f"{model.__name__}Translation", (TranslationOptions,), attributes)


def content_models() -> list[ContentModel]:
    """Returns all registered models in the order in which staff see them."""
    return sorted(_registered.values(), key=lambda content_model: content_model.position)


def translated_models() -> list[ContentModel]:
    """Returns the registered models that have translated texts."""
    return [content_model for content_model in content_models() if content_model.texts]


def get_content_model(model: type[Model]) -> ContentModel | None:
    return _registered.get(model)


def pages_with_terms() -> Pages:
    """Returns the registered pages that mark the terms of the glossary, each once."""
    pages = {
        page: None
        for content_model in content_models()
        for pages in content_model.texts.values()
        if not callable(pages)
        for page in pages
        if page.marks_terms
    }
    return tuple(pages)


def follow(row: Model, path: str) -> object:
    """Returns what a lookup leads to: `section__key` of an advice is the key of its section."""
    return attrgetter(path.replace("__", "."))(row)
