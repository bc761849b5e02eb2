"""Names the columns of exported rows in the reader's language."""

from typing import Any

from django.db.models import Field
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.exports.people import people_columns
from accounts.registry import AccountData

LOOKUP = "__"


def model_name(data: AccountData) -> str:
    """Returns what the rows of a model are called."""
    return str(capfirst(data.model._meta.verbose_name_plural))


def exported_columns(data: AccountData, language: str) -> dict[str, str]:
    """Returns the label of each column of an export, by its name, in the order of the model."""
    labels = data.labels(language) if data.labels else {}
    people = people_columns(data)
    columns: dict[str, str] = {}
    for field in data.exported_fields:
        label = _label(field, labels.get(field.name))
        columns[field.attname] = label
        for lookup in data.related:
            if lookup.startswith(f"{field.name}{LOOKUP}"):
                columns[lookup] = _related_label(data, lookup, label)
        if field.name in people:
            columns[f"{field.name}__email"] = _("%(label)s: email address") % {"label": label}
            columns[f"{field.name}__name"] = _("%(label)s: name") % {"label": label}
    return columns


def _label(field: "Field[Any, Any]", label: str | None) -> str:
    if label is None and field.primary_key and not field.is_relation:
        return pgettext("column of an export", "Key of the row")
    name = capfirst(label or str(field.verbose_name))
    return f"{name}. {field.help_text}" if field.help_text else str(name)


def _related_label(data: AccountData, lookup: str, label: str) -> str:
    """Returns the label of a column of the row that a key refers to: «Statement: key»."""
    first, *path = lookup.split(LOOKUP)
    field: Any = data.model._meta.get_field(first)
    for name in path:
        field = field.related_model._meta.get_field(name)
    return _("%(label)s: %(column)s") % {"label": label, "column": field.verbose_name}
