"""Tests that a database from before the first migrations is brought to those of today."""

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.schema import test_migrations
from tests.schema.rows import columns_of, load, read_table, tables_of
from web.first_tables import (
    CONTENT_TYPES,
    LAST_OLD_MIGRATIONS,
    OLD_TABLES,
    OURS,
    TooOld,
    first_tables_move,
)

pytestmark = pytest.mark.xdist_group("schema")
database = test_migrations.database
UNCHANGED = {"django_migrations"}


def everything(database) -> dict:
    tables = set(tables_of(database)) - UNCHANGED
    return {table: read_table(database, table, columns_of(database, table)) for table in tables}


def make_old(database) -> dict:
    """Gives a database with rows of today's first tables the names of before; returns the rows."""
    test_migrations.migrate(database, test_migrations.migrated_first())
    load(database, [rows for rows in test_migrations.FIRST if rows.table not in UNCHANGED])
    before = everything(database)
    rename = "UPDATE django_content_type SET app_label = %s, model = %s WHERE app_label = %s AND model = %s"
    permission = (
        "UPDATE auth_permission SET codename = replace(codename, %s, %s)"
        " WHERE content_type_id = (SELECT id FROM django_content_type WHERE app_label = %s AND model = %s)"
    )
    with database.cursor() as cursor:
        for new, old in OLD_TABLES.items():
            cursor.execute(f"ALTER TABLE {new} RENAME TO {old}")
        for old_app, old, new_app, new in CONTENT_TYPES:
            if new:
                cursor.execute(permission, [new, old, new_app, new])
                cursor.execute(rename, [old_app, old, new_app, new])
        cursor.execute(
            "UPDATE django_content_type SET app_label = 'editorial' WHERE app_label = 'translations'"
        )
        cursor.execute("DELETE FROM django_migrations WHERE app = ANY(%s)", [list(OURS)])
        for app, name in sorted(LAST_OLD_MIGRATIONS):
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())",
                [app, name],
            )
    return before


def numbers_go_on(database) -> bool:
    """Tells whether the next number of each numbered table is free."""
    with database.cursor() as cursor:
        for table in tables_of(database):
            for sequence in database.introspection.get_sequences(cursor, table):
                column = sequence["column"]
                cursor.execute(
                    f"SELECT nextval(pg_get_serial_sequence('{table}', '{column}'))"
                    f" > (SELECT coalesce(max({column}), 0) FROM {table})"
                )
                if not cursor.fetchone()[0]:
                    return False
    return True


def test_every_row_is_there_under_todays_names(database):
    before = make_old(database)
    with database.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0010_german'")
    with pytest.raises(TooOld):
        first_tables_move(database)
    with database.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('assessments', '0010_german', now())"
        )
    assert first_tables_move(database)
    after = everything(database)
    assert after.keys() == before.keys()
    assert [table for table in before if after[table] != before[table]] == []
    assert numbers_go_on(database)
    assert not first_tables_move(database)
    test_migrations.migrate(database)
    graph = MigrationLoader(database)
    assert set(graph.graph.leaf_nodes()) <= set(graph.applied_migrations)
