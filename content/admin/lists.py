"""Searches and sorts the admin's lists as people of the reader's language expect."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import NotRelationField, get_fields_from_path
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Model, QuerySet, TextField
from django.http import HttpRequest

from localization.collations import alphabetical
from localization.columns import column_name, column_names
from localization.languages import current_language

LOOKUP = "plain_letters__contains"


class AlphabeticalChangeList(ChangeList):
    """Sorts texts, also by the head of a column, by the reader's language."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Model]) -> list[Any]:
        return [self._in_language(part) for part in super().get_ordering(request, queryset)]

    def _in_language(self, part: Any) -> Any:
        """Returns an expression for the name of a text column, and anything else as it is."""
        if not isinstance(part, str) or not is_text(self.model, part.lstrip("-")):
            return part
        column = alphabetical(column_in(self.model, part.lstrip("-"), current_language()))
        return column.desc() if part.startswith("-") else column.asc()


class StaffList(admin.ModelAdmin):
    """Finds rows without case and accents, in every language, and sorts them alphabetically."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return AlphabeticalChangeList

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Returns the columns of each field in `search_fields`, with how they are compared."""
        return [
            f"{column}__{LOOKUP}"
            for field in super().get_search_fields(request)
            for column in columns_of(self.model, field)
        ]


def is_text(model: type[Model], path: str) -> bool:
    """Tells whether a path of names, as `kpi__name`, leads to a column of words."""
    try:
        field = get_fields_from_path(model, path)[-1]
    except (FieldDoesNotExist, NotRelationField):
        return False
    return isinstance(field, CharField | TextField) and not field.choices


def columns_of(model: type[Model], field: str) -> Sequence[str]:
    """Returns the columns of a field in all languages; the field itself where it has none."""
    return column_names(field) if is_text(model, column_names(field)[0]) else [field]


def column_in(model: type[Model], field: str, language: str) -> str:
    """Returns the column of a field in a language; the field itself where it has none."""
    column = column_name(field, language)
    return column if is_text(model, column) else field
