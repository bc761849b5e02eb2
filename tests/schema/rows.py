"""Writes and reads the rows of a whole database as text, in the form of `pg_dump --data-only`.

`first_rows.sql` holds at least one row of every table, as the first migration of each app creates
it. The file was written once, from a database with the starting content, the sample company and one
row of each table that these leave empty, by

    DATABASE_URL=postgres://... .venv/bin/python -m tests.schema.rows > tests/schema/first_rows.sql

Do not write it again: later migrations must work with rows that were stored before them.
"""

import os
import re
import sys
from dataclasses import dataclass

import django
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

NOT_OF_MIGRATIONS = {"web_cache"}
BEGIN = re.compile(r'COPY "(\w+)" \(([^)]*)\) FROM stdin;')
END = "\\."


@dataclass(frozen=True)
class Rows:
    """Represents the rows of one table in the text form of COPY."""

    table: str
    columns: tuple[str, ...]
    lines: tuple[str, ...]


def read_table(database: BaseDatabaseWrapper, table: str, columns: tuple[str, ...]) -> Rows:
    """Returns the rows in an order that does not depend on how they are stored."""
    with (
        database.cursor() as cursor,
        cursor.copy(f"COPY {_head(table, columns)} TO STDOUT") as copy,
    ):
        text = b"".join(copy).decode()
    return Rows(table, columns, tuple(sorted(text.splitlines())))


def columns_of(database: BaseDatabaseWrapper, table: str) -> tuple[str, ...]:
    """Returns the names of the columns that PostgreSQL does not generate itself."""
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        return tuple(name for (name,) in cursor.fetchall())


def tables_of(database: BaseDatabaseWrapper) -> list[str]:
    return sorted(set(database.introspection.table_names()) - NOT_OF_MIGRATIONS)


def parse(text: str) -> list[Rows]:
    tables, lines = [], iter(text.split("\n"))
    for line in lines:
        if begin := BEGIN.fullmatch(line):
            columns = tuple(name.strip('"') for name in begin[2].split(", "))
            tables.append(Rows(begin[1], columns, tuple(iter(lines.__next__, END))))
    return tables


def load(database: BaseDatabaseWrapper, tables: list[Rows]) -> None:
    """Replaces the rows of the tables; triggers that refuse changes to results are disabled."""
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        for rows in tables:
            cursor.execute(f'ALTER TABLE "{rows.table}" DISABLE TRIGGER USER')
            cursor.execute(f'DELETE FROM "{rows.table}"')
        for rows in tables:
            with cursor.copy(f"COPY {_head(rows.table, rows.columns)} FROM STDIN") as copy:
                copy.write("".join(f"{line}\n" for line in rows.lines))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for rows in tables:
            cursor.execute(f'ALTER TABLE "{rows.table}" ENABLE TRIGGER USER')


def _head(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'"{table}" ({names})'


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    for table in tables_of(connection):
        rows = read_table(connection, table, columns_of(connection, table))
        lines = [f"COPY {_head(table, rows.columns)} FROM stdin;", *rows.lines, END, ""]
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
