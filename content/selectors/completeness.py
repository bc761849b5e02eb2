"""Which texts a language lacks. The apps that own content say where their texts are; nothing here names one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from modeltranslation.translator import translator

TextsInUse = Callable[[], Iterable[QuerySet]]
_sources: list[TextsInUse] = []


@dataclass(frozen=True)
class MissingText:
    """A text that MSPs can come across, and that a language lacks."""

    row: Model
    field: str
    """The column: `text_de`."""

    def __str__(self) -> str:
        return f"{self.row._meta.verbose_name} {self.row.pk} ({self.row}): {self.field}"


def register_texts(source: TextsInUse) -> None:
    """For AppConfig.ready: `source` returns the rows of each translated model that MSPs can come across."""
    if source not in _sources:
        _sources.append(source)


def missing_texts(code: str) -> list[MissingText]:
    """Everything that keeps the language from being complete. What the source language leaves empty is not missed."""
    return [
        missing
        for source in _sources
        for rows in source()
        for field in translator.get_options_for_model(rows.model).get_field_names()
        for missing in _missing(rows, field, code)
    ]


def _missing(rows: QuerySet, field: str, code: str) -> list[MissingText]:
    column, source = f"{field}_{code}", f"{field}_{settings.LANGUAGE_CODE}"
    lacking = rows.filter(Q(**{column: ""}) | Q(**{column: None}))
    lacking = lacking.exclude(Q(**{source: ""}) | Q(**{source: None}))
    return [MissingText(row, column) for row in lacking.order_by("pk")]
