from typing import Any

from django.core.management import BaseCommand, CommandError

from web.first_tables import TooOld, first_tables_move


class Command(BaseCommand):
    help = (
        "Moves the rows of a database from before 26 November 2026 into the tables of today, once."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            moved = first_tables_move()
        except TooOld:
            raise CommandError(
                "This database is older than the last release before 26 November 2026 (commit 3495af1). "
                "Start that release with it once, then this one."
            ) from None
        if moved and options["verbosity"]:
            self.stdout.write("The rows of an early release are in the tables of today.")
