"""Reads which texts a language lacks."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model, Q

from content.registry import ContentModel, translated_models
from localization.catalogues import missing_messages
from localization.columns import column_name


@dataclass(frozen=True)
class MissingText:
    """Names a text that readers come across and that a language lacks."""

    row: Model
    field: str
    """The column: `text_de`."""

    def __str__(self) -> str:
        return f"{self.row._meta.verbose_name} {self.row.pk} ({self.row}): {self.field}"


@dataclass(frozen=True)
class MissingMessage:
    """Names a message of the interface that the language's catalogue lacks."""

    text: str

    def __str__(self) -> str:
        return f"message {self.text!r}"


Missing = MissingText | MissingMessage


def list_missing(code: str) -> list[Missing]:
    """Returns all that keeps a language from being offered: texts, then messages."""
    return [*missing_texts(code), *map(MissingMessage, missing_messages(code))]


def missing_texts(code: str) -> list[MissingText]:
    """Returns the content's texts that the language lacks.

    A text that is empty in the source language is not missing.
    """
    return [
        missing
        for content_model in translated_models()
        for field in content_model.fields
        for missing in _missing(content_model, field, code)
    ]


def _missing(content_model: ContentModel, field: str, code: str) -> list[MissingText]:
    column, source = column_name(field, code), column_name(field, settings.LANGUAGE_CODE)
    rows = content_model.public_rows().filter(Q(**{column: ""}) | Q(**{column: None}))
    rows = rows.exclude(Q(**{source: ""}) | Q(**{source: None}))
    return [MissingText(row, column) for row in rows.order_by("pk")]
