from contextlib import contextmanager

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection

LOCK = 7_715_203  # any number that nothing else in this database locks


class Command(BaseCommand):
    help = "Prepares the database for this version: migrations, cache table, content. May run again at any time."

    def handle(self, *args, **options):
        with one_at_a_time():
            for command, *arguments in settings.RELEASE_COMMANDS:
                call_command(command, *arguments, verbosity=options["verbosity"])


@contextmanager
def one_at_a_time():
    """Several starts at once take turns. PostgreSQL drops the lock with its connection, however that ends."""
    holder = (
        connection.copy()
    )  # of its own, so that nothing that a step does to the other one matters
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    except OperationalError as error:
        raise CommandError(
            f"The database does not answer. Check DATABASE_URL, and that its server runs: {error}"
        ) from None
    try:
        yield
    finally:
        holder.close()
