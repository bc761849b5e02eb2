"""The starting content as the database holds it, put back after a test with real transactions.

Django empties every table after such a test and sends its signals again, and the content would have to be loaded anew:
together more than a second. Comparing all tables and writing the changed ones back takes a few hundredths of one, and
the next test finds the database as the first one did, in whatever order they come.
"""

import time

from django.db import OperationalError, ProgrammingError, connection, transaction

LEFT = ("django_migrations", "content_contentrevision")
"""The revision only grows: going back to an earlier one would make kept content look current."""
WAIT_SECONDS = 5


class Snapshot:
    """The rows of every table."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
            self.rows = {table: _rows(cursor, table) for table in tables if table not in LEFT}

    def put_back(self) -> bool:
        """Returns False where the user of the database may not pass by triggers, which refuse changes to results."""
        wait_for_other_connections()
        try:
            self._write()
        except ProgrammingError:  # insufficient privilege
            return False
        except (
            OperationalError
        ):  # a deadlock with a request that goes on behind a browser that is closed
            wait_for_other_connections()
            self._write()
        return True

    def _write(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            changed = {
                table: rows for table, rows in self.rows.items() if not _holds(cursor, table, rows)
            }
            if changed:
                cursor.execute("; ".join(f'DELETE FROM "{table}"' for table in changed))
            for table, rows in changed.items():
                if rows:
                    with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(rows)
                _continue_numbers(cursor, table)


def _rows(cursor, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)


def _holds(cursor, table: str, rows: bytes) -> bool:
    """Tells whether the table has these rows, in any order."""
    found = _rows(cursor, table)
    return found == rows or (
        len(found) == len(rows) and sorted(found.splitlines()) == sorted(rows.splitlines())
    )


def _continue_numbers(cursor, table: str) -> None:
    """The next row gets the number after the last one."""
    for sequence in connection.introspection.get_sequences(cursor, table):
        column = sequence["column"]
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'),"
            f' coalesce(max("{column}"), 1), max("{column}") IS NOT NULL) FROM "{table}"'
        )


def wait_for_other_connections() -> None:
    """A browser that is closed does not end the request it sent: its transaction ends first."""
    end = time.monotonic() + WAIT_SECONDS
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = 'client backend'"
            )
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.01)
