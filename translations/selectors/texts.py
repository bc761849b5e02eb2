"""Reads all translated texts as one list, from whatever tables they come."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Model, TextField
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import Questionnaire
from content.registry import ContentModel, PageReference, follow, translated_models
from localization.columns import column_name
from translations.models import TradeTerm

ENGLISH = settings.LANGUAGE_CODE
VERSIONED = "questionnaire/"
"""The beginning of the key of each text that belongs to a version of the questionnaire."""


@dataclass(frozen=True)
class Translatable:
    """Holds one text of one row, in all languages."""

    key: str
    """`questionnaire/2/statement/upsell/text`: made of keys, never of numbers of rows."""
    content_model: ContentModel
    row: Model
    field: str
    group: str
    """The name of the group in addresses: `statement-2`."""
    group_label: str

    def in_language(self, code: str) -> str:
        return getattr(self.row, column_name(self.field, code)) or ""

    @property
    def english(self) -> str:
        return self.in_language(ENGLISH)

    @property
    def label(self) -> str:
        return self.content_model.field_label(self.field)

    @property
    def pages(self) -> tuple[PageReference, ...]:
        return self.content_model.pages(self.field)

    @property
    def row_is_a_term(self) -> bool:
        """Tells whether the row is a trade term, by which other texts are checked."""
        return isinstance(self.row, TradeTerm)

    @property
    def longest(self) -> int | None:
        """Returns the number of characters that the column holds; None where there is no bound."""
        return self.content_model.column(column_name(self.field, ENGLISH)).max_length

    @property
    def is_multiline(self) -> bool:
        """Tells whether the admin asks the text in several lines."""
        column = self.content_model.column(column_name(self.field, ENGLISH))
        return isinstance(column, TextField)

    @property
    def admin_url(self) -> str:
        meta = self.row._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.row.pk])


def list_row_texts(row: Model, content_model: ContentModel) -> list[Translatable]:
    """Returns the texts of one row."""
    key = f"{content_model.kind}/{content_model.row_key(row)}"
    group, label = content_model.kind, str(content_model.label)
    questionnaire = follow(row, content_model.version) if content_model.version else None
    if isinstance(questionnaire, Questionnaire):
        key = f"{VERSIONED}{questionnaire.version}/{key}"
        group = f"{group}-{questionnaire.version}"
        label = _("Questionnaire version %(version)s (%(status)s) · %(texts)s") % {
            "version": questionnaire.version,
            "status": questionnaire.get_status_display(),
            "texts": label,
        }
    return [
        Translatable(f"{key}/{field}", content_model, row, field, group, label)
        for field in content_model.fields
    ]


def read_texts(models: Iterable[ContentModel] | None = None) -> list[Translatable]:
    """Returns the texts of some models, or of all; those of the newest version come first."""
    texts: dict[str, Translatable] = {}
    for content_model in translated_models() if models is None else models:
        for row in content_model.rows():
            for text in list_row_texts(row, content_model):
                unique = _with_section(text) if text.key in texts else text
                texts[unique.key] = unique
    return list(texts.values())


def _with_section(text: Translatable) -> Translatable:
    """Returns the text with the section in its key.

    A draft may have a statement's key in two sections until it is published; the second text gets
    a key of its own.
    """
    start, _slash, field = text.key.rpartition("/")
    section = follow(text.row, "section__key")
    return replace(text, key=f"{start}@{section}/{field}")


def may_view_texts(user: User, content_model: ContentModel) -> bool:
    """Tells whether a user may view the texts of a model in the admin."""
    permissions = (content_model.permission(action) for action in ("view", "change"))
    return any(user.has_perm(permission) for permission in permissions)


def list_visible_models(user: User, *, is_translator: bool) -> list[ContentModel]:
    """Returns all models for a translator; for others those that they may view in the admin."""
    return [
        content_model
        for content_model in translated_models()
        if is_translator or may_view_texts(user, content_model)
    ]
