from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection

LOCK = 7_715_203  # any number that nothing else in this database locks


class Command(BaseCommand):
    help = "Prepares the database for this version: migrations, cache table, content. May run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        with release_lock():
            for command, *arguments in settings.RELEASE_COMMANDS:
                call_command(command, *arguments, verbosity=options["verbosity"])


@contextmanager
def release_lock() -> Iterator[None]:
    """Makes releases that start at the same time run one after the other.

    The lock has a connection of its own, which no command can close. PostgreSQL releases the lock
    when that connection ends, also after a crash.
    """
    lock_connection = connection.copy()
    try:
        with lock_connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    except OperationalError as error:
        raise CommandError(
            f"The database does not answer. Check DATABASE_URL, and that its server runs: {error}"
        ) from None
    try:
        yield
    finally:
        lock_connection.close()
