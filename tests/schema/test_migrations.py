"""Tests all migrations after the first ones with rows in every table: no row is lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from tests.schema.rows import Rows, columns_of, load, parse, read_table, tables_of

FIRST = parse((Path(__file__).parent / "first_rows.sql").read_text())
ALIAS = "first"
pytestmark = pytest.mark.xdist_group("schema")  # one process migrates
# Changes that later migrations made on purpose; write the reason beside each entry.
RENAMED_TABLES: dict[str, str] = {}
DROPPED_TABLES: set[str] = set()
REWRITTEN_COLUMNS: set[tuple[str, str]] = set()


@pytest.fixture(scope="module")
def database(django_db_blocker) -> Iterator[BaseDatabaseWrapper]:
    """Creates an empty database beside that of the other tests."""
    name = f"msp_first_{os.getpid()}"
    main = connections[DEFAULT_DB_ALIAS]
    with django_db_blocker.unblock():
        with main._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        database = type(main)({**main.settings_dict, "NAME": name}, alias=ALIAS)
        connections[ALIAS] = database
        try:
            yield database
        finally:
            database.close()
            del connections[ALIAS]
            with main._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrated_first() -> list[tuple[str, str]]:
    """Returns (app, migration) of the migrations that the rows were written under."""
    (rows,) = [rows for rows in FIRST if rows.table == "django_migrations"]
    app, name = rows.columns.index("app"), rows.columns.index("name")
    done = sorted((line.split("\t")[app], line.split("\t")[name]) for line in rows.lines)
    return list(dict(done).items())


def migrate(database: BaseDatabaseWrapper, targets: list[tuple[str, str]] | None = None) -> None:
    executor = MigrationExecutor(database)
    executor.migrate(executor.loader.graph.leaf_nodes() if targets is None else targets)


@pytest.fixture(scope="module")
def first_tables(database) -> list[str]:
    """Loads the rows into the tables of the first migrations, and returns the tables' names."""
    migrate(database, migrated_first())
    tables = tables_of(database)
    load(database, [rows for rows in FIRST if rows.table != "django_migrations"])
    return tables


@pytest.fixture(scope="module")
def migrated(database, first_tables) -> BaseDatabaseWrapper:
    """Returns the database after the newest migrations."""
    migrate(database)
    return database


def test_the_first_rows_are_of_every_table(first_tables):
    assert sorted(rows.table for rows in FIRST) == first_tables
    assert [rows.table for rows in FIRST if not rows.lines] == []


def test_every_row_survives_every_later_migration(migrated):
    for rows in FIRST:
        if rows.table in DROPPED_TABLES | {"django_migrations"}:
            continue
        table = RENAMED_TABLES.get(rows.table, rows.table)
        columns = [
            name
            for name in columns_of(migrated, table)
            if name in rows.columns and (rows.table, name) not in REWRITTEN_COLUMNS
        ]
        assert columns, table
        assert read_table(migrated, table, tuple(columns)).lines == select_columns(rows, columns), (
            table
        )


def select_columns(rows: Rows, names: list[str]) -> tuple[str, ...]:
    indexes = [rows.columns.index(name) for name in names]
    split = [line.split("\t") for line in rows.lines]
    return tuple(sorted("\t".join(values[index] for index in indexes) for values in split))


def test_every_model_reads_its_rows_after_the_newest_migration(migrated):
    counts = {
        model._meta.db_table: len(model._base_manager.using(ALIAS).all())
        for model in apps.get_models()
        if model._meta.managed
    }
    expected = {rows.table for rows in FIRST} & counts.keys()
    assert expected
    assert {table for table in expected if not counts[table]} == set()
