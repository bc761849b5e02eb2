"""Moves the rows of a database from before the first migrations of today into their tables.

Until 26 November 2026 apps and migrations had other names (decision 0307). The rows are the same
ones: only names of tables, of content types and of permissions changed.
"""

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

ASIDE = "before_first_migrations"
"""The schema that holds the old tables meanwhile."""
OURS = ("accounts", "assessments", "content", "glossary", "kpis", "localization", "translations")
LAST_OLD_MIGRATIONS = {
    ("accounts", "0004_support_access"),
    ("assessments", "0010_german"),
    ("editorial", "0002_german"),
    ("glossary", "0004_german"),
    ("kpis", "0004_german"),
    ("localization", "0002_offered_languages"),
}
OLD_TABLES = {
    "assessments_deletedassessmentcount": "assessments_keptcount",
    "content_contentrevision": "localization_contentrevision",
    "content_loadedcontent": "localization_loadedcontent",
    "translations_historicaltradeterm": "editorial_historicaltradeterm",
    "translations_tradeterm": "editorial_tradeterm",
    "translations_translationimport": "editorial_translationimport",
    "translations_translationstate": "editorial_translationstate",
}
CONTENT_TYPES = [
    # (old app, old model, new app, new model); an empty model stands for every model of the app
    ("editorial", "", "translations", ""),
    ("localization", "contentrevision", "content", "contentrevision"),
    ("localization", "loadedcontent", "content", "loadedcontent"),
    ("assessments", "keptcount", "assessments", "deletedassessmentcount"),
    ("assessments", "numbers", "assessments", "usagestatistics"),
]
Migrations = set[tuple[str, str]]


class TooOld(Exception):
    """Reports a database that an earlier release did not finish migrating."""


def first_tables_move(database: BaseDatabaseWrapper = connection) -> bool:
    """Moves the rows of a database from before; False where it is none. Raises TooOld."""
    applied = set(MigrationExecutor(database).loader.applied_migrations)
    if not any(app == "editorial" for app, _ in applied):
        return False
    if not applied >= LAST_OLD_MIGRATIONS:
        raise TooOld
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        cursor.execute(f"ALTER SCHEMA public RENAME TO {ASIDE}")
        cursor.execute("CREATE SCHEMA public")
        _make_first_tables(database, applied)
        _copy_rows(cursor)
        _rename_content_types(cursor)
        cursor.execute(f"DROP SCHEMA {ASIDE} CASCADE")
    return True


def _make_first_tables(database: BaseDatabaseWrapper, applied: Migrations) -> None:
    """Migrates to the first migrations of our apps, and to the old ones of packages."""
    executor = MigrationExecutor(database)
    known = sorted(key for key in applied if key in executor.loader.graph.nodes)
    last = dict(known) | dict.fromkeys(OURS, "0001_initial")
    executor.migrate(list(last.items()))


def _copy_rows(cursor: CursorWrapper) -> None:
    tables = set(cursor.db.introspection.table_names(cursor)) - {"django_migrations"}
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in tables:
        _run(cursor, "ALTER TABLE {} DISABLE TRIGGER USER", table)
        _run(cursor, "DELETE FROM {}", table)
    for table in tables:
        columns = sql.SQL(", ").join(sql.Identifier(name) for name in _columns(cursor, table))
        copy = sql.SQL(
            "INSERT INTO {} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {}"
        )
        old = sql.Identifier(ASIDE, OLD_TABLES.get(table, table))
        cursor.execute(copy.format(sql.Identifier(table), old, columns=columns))
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        _run(cursor, "ALTER TABLE {} ENABLE TRIGGER USER", table)
        _set_sequences(cursor, table)


def _run(cursor: CursorWrapper, statement: str, table: str) -> None:
    cursor.execute(sql.SQL(statement).format(sql.Identifier(table)))


def _columns(cursor: CursorWrapper, table: str) -> list[str]:
    """Returns the names of the columns that PostgreSQL does not compute."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name = %s AND is_generated = 'NEVER'",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _set_sequences(cursor: CursorWrapper, table: str) -> None:
    """Lets numbered rows go on after the highest number."""
    for sequence in cursor.db.introspection.get_sequences(cursor, table):
        column = sequence["column"]
        cursor.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({name}, {column}), max({}), true)"
                " FROM {} HAVING max({}) IS NOT NULL"
            ).format(
                sql.Identifier(column),
                sql.Identifier(table),
                sql.Identifier(column),
                name=sql.Literal(table),
                column=sql.Literal(column),
            )
        )


def _rename_content_types(cursor: CursorWrapper) -> None:
    for old_app, old, new_app, new in CONTENT_TYPES:
        cursor.execute(
            "UPDATE auth_permission SET codename = regexp_replace(codename, %s, %s)"
            " FROM django_content_type AS kind WHERE kind.id = content_type_id"
            " AND kind.app_label = %s AND kind.model = %s",
            [f"_{old}$", f"_{new}", old_app, old],
        )
        cursor.execute(
            "UPDATE django_content_type SET app_label = %s,"
            " model = CASE WHEN %s = '' THEN model ELSE %s END"
            " WHERE app_label = %s AND (%s = '' OR model = %s)",
            [new_app, new, new, old_app, old, old],
        )
