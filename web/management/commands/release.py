import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

LOCK = 7_715_203  # any number that nothing else in this database locks
WAIT_SECONDS = 600  # for another release


class Command(BaseCommand):
    help = "Prepares the database for this version: migrations, cache table, content. May run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        with release_lock(self.stderr.write):
            for command, *arguments in settings.RELEASE_COMMANDS:
                call_command(command, *arguments, verbosity=options["verbosity"])


@contextmanager
def release_lock(report: Callable[[str], Any] = print) -> Iterator[None]:
    """Makes releases that start at the same time run one after the other.

    The lock belongs to a transaction on a connection of its own, which no command can close.
    PostgreSQL releases it when the transaction or its connection ends, also after a crash, and
    also behind a pooler that gives the server's connection to somebody else after a transaction.
    Raises CommandError where another release holds the lock for longer than WAIT_SECONDS.
    """
    lock_connection = connection.copy()
    try:
        lock_connection.set_autocommit(False)
        _acquire_lock(lock_connection, report)
    except OperationalError as error:
        lock_connection.close()
        raise CommandError(
            f"The database does not answer. Check DATABASE_URL, and that its server runs: {error}"
        ) from None
    except BaseException:
        lock_connection.close()
        raise
    try:
        yield
    finally:
        _release_lock(lock_connection)


def _acquire_lock(lock_connection: BaseDatabaseWrapper, report: Callable[[str], Any]) -> None:
    """Tries until the lock is free, each time in a new transaction.

    A statement that waits would hold back migrations of the other release that wait for older
    transactions to end, and neither would ever finish.
    """
    end = time.monotonic() + WAIT_SECONDS
    is_waiting = False
    while not _try_lock(lock_connection):
        lock_connection.rollback()
        if not is_waiting:
            report("Another release is running. This one waits until it ends.")
            is_waiting = True
        if time.monotonic() > end:
            raise CommandError(
                f"Another release has held the lock for {WAIT_SECONDS // 60} minutes. Wait until it ends, then try "
                f"again. If none is running, end the connection that holds it by pg_terminate_backend: pg_locks "
                f"shows its pid, with objid {LOCK}."
            )
        time.sleep(1)


def _try_lock(lock_connection: BaseDatabaseWrapper) -> bool:
    """Takes the lock until the transaction ends; returns False where somebody else holds it."""
    with lock_connection.cursor() as cursor:
        # The transaction waits for the commands: a server's limit for idle ones must not end it.
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _release_lock(lock_connection: BaseDatabaseWrapper) -> None:
    """Ends the transaction, with which the lock ends; a connection that is gone has ended it."""
    try:
        lock_connection.rollback()
    except DatabaseError:
        pass
    finally:
        lock_connection.close()
