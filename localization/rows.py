"""Model instances from SQL that is written by hand, where assembling it with the ORM costs more than the page."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from django.db import connection, models


class Columns:
    """The columns of a model under the name that its table has in a statement: `str()` lists them."""

    def __init__(self, model: type[models.Model], table: str):
        self.model, self.table = model, table

    def __str__(self) -> str:
        return ", ".join(f'{self.table}."{field.column}"' for field in self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def instance(self, values: Sequence) -> models.Model | None:
        """What a row holds of them; None where an outer join found nothing, not even a primary key."""
        if all(value is None for value in values):
            return None
        values = list(values)
        for place, convert in self._conversions:
            values[place] = convert(values[place], None, connection)
        return self.model.from_db(connection.alias, self._names, values)

    @cached_property
    def _fields(self) -> list[models.Field]:
        return self.model._meta.concrete_fields

    @cached_property
    def _conversions(self) -> list[tuple[int, Callable]]:
        """What Django makes of a value that the driver hands over otherwise (JSON)."""
        return [
            (place, field.from_db_value)
            for place, field in enumerate(self._fields)
            if hasattr(field, "from_db_value")
        ]

    @cached_property
    def _names(self) -> list[str]:
        return [field.attname for field in self._fields]


def first_row(sql: str, parameters: Sequence | Mapping) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()


def split_row(row: Sequence, *parts: Columns) -> list:
    """The instances of a row that lists these columns one after the other, then each value that is left."""
    found, end = [], 0
    for part in parts:
        begin, end = end, end + len(part)
        found.append(part.instance(row[begin:end]))
    return [*found, *row[end:]]
