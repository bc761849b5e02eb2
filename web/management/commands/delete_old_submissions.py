from typing import Any

from django.core.management import BaseCommand

from web.submission_store import old_submissions_delete


class Command(BaseCommand):
    help = "Deletes what forms sent and could not store more than an hour ago."

    def handle(self, *args: Any, **options: Any) -> None:
        count = old_submissions_delete()
        if options["verbosity"]:
            self.stdout.write(f"Kept submissions: {count} deleted.")
