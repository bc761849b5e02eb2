"""Restores the starting content in the database after a test with real transactions.

After such a test Django empties every table and sends its signals again; then the content would
have to be loaded anew, which takes more than a second in all. Comparing all tables with a snapshot
and writing back the changed ones takes some hundredths of a second. So each test finds the same
database, in whatever order the tests run.
"""

import time

from django.db import OperationalError, ProgrammingError, connection, transaction
from django.db.backends.utils import CursorWrapper

# Never restored: the applied migrations, and the content revision. The revision must only grow,
# because caches of a later revision would look current after going back to an earlier one.
EXCLUDED_TABLES = ("django_migrations", "content_contentrevision")
WAIT_SECONDS = 5


def end_other_connections() -> None:
    """Ends the connections of threads that are over, which keep the database from being dropped."""
    connection.close()  # a test may have ended it, and then it answers nothing any more
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


class Snapshot:
    """Holds the rows of every table as they were when it was created."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
            self.rows = {
                table: _read_rows(cursor, table) for table in tables if table not in EXCLUDED_TABLES
            }

    def restore(self) -> bool:
        """Writes the changed tables back; returns False if the database user may not do that.

        Triggers refuse changes to results, and only a superuser of PostgreSQL may disable them.
        """
        wait_for_other_connections()
        try:
            self._write_changed_tables()
        except ProgrammingError:  # insufficient privilege
            return False
        except OperationalError:  # a deadlock with a request of a browser that is closed already
            wait_for_other_connections()
            self._write_changed_tables()
        return True

    def _write_changed_tables(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # disables triggers
            changed = {
                table: rows
                for table, rows in self.rows.items()
                if not _has_rows(cursor, table, rows)
            }
            if changed:
                cursor.execute("; ".join(f'DELETE FROM "{table}"' for table in changed))
            for table, rows in changed.items():
                if rows:
                    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(rows)
                _reset_sequences(cursor, table)


def _read_rows(cursor: CursorWrapper, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)


def _has_rows(cursor: CursorWrapper, table: str, rows: bytes) -> bool:
    """Tells whether the table has exactly these rows, in any order."""
    present = _read_rows(cursor, table)
    return present == rows or (
        len(present) == len(rows) and sorted(present.splitlines()) == sorted(rows.splitlines())
    )


def _reset_sequences(cursor: CursorWrapper, table: str) -> None:
    """Sets the table's sequences, so that the next row gets the number after the last one."""
    for sequence in connection.introspection.get_sequences(cursor, table):
        column = sequence["column"]
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'),"
            f' coalesce(max("{column}"), 1), max("{column}") IS NOT NULL) FROM "{table}"'
        )


def wait_for_other_connections() -> None:
    """Waits until other connections have ended their transactions, for `WAIT_SECONDS` at most.

    A request goes on when its browser is closed; restoring at the same time would interfere.
    """
    end = time.monotonic() + WAIT_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle'"
                " AND backend_type = 'client backend'"
            )
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.01)
