"""Keeps the SQL of a query set that runs in nearly every request.

Django assembles the SQL of a query set anew for each request. For the first query of a page this
takes as long as running it; see docs/decisions/0403 for the measurement.
"""

from collections.abc import Callable
from copy import copy
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)


class CompiledQuery(Generic[M]):
    """Runs a query set with other values, without assembling its SQL again.

    `build` gets an example of each value by name and returns the query set. The examples must
    differ from one another and from every constant of the query set, and no value may be None:
    SQL compares NULL in another way.
    """

    def __init__(self, build: Callable[..., QuerySet[M]], **examples: Any) -> None:
        self.build = build
        self.examples = examples

    def __call__(self, **values: Any) -> QuerySet[M]:
        """Returns the query set with these values; it runs when its rows are asked for."""
        query = copy(self._query)
        query.params = tuple(
            param if name is None else values[name]
            for name, param in zip(self._names, query.params, strict=True)
        )
        return QuerySet(model=query.model, query=cast(Query, query))

    @cached_property
    def _query(self) -> "_CompiledSQL":
        return _CompiledSQL(self.build(**self.examples).query)

    @cached_property
    def _names(self) -> list[str | None]:
        """Lists for each parameter of the SQL which value it takes, None for a constant."""
        names = {example: name for name, example in self.examples.items()}
        found = [names.get(param) for param in self._query.params]
        assert set(found) - {None} == set(self.examples)  # noqa: S101 - each value has its place
        return found


class _CompiledSQL:
    """Stands for a query where a query set only iterates: hands out a compiler that is done."""

    def __init__(self, query: Query) -> None:
        self.model = query.model
        self.compiler = query.get_compiler(connection=connection)
        self.sql, self.params = self.compiler.as_sql()

    def get_compiler(self, using: str | None = None) -> SQLCompiler:
        compiler = copy(self.compiler)
        compiler.connection = connection  # of this thread
        compiler.as_sql = lambda: (self.sql, self.params)
        return compiler
