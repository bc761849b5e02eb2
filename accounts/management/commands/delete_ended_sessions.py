from typing import Any

from django.core.management import BaseCommand

from accounts.services.sessions import ended_sessions_delete


class Command(BaseCommand):
    help = "Deletes from the lists of devices what is known of sessions that have ended."

    def handle(self, *args: Any, **options: Any) -> None:
        count = ended_sessions_delete()
        if options["verbosity"]:
            self.stdout.write(f"Ended sessions: {count} deleted from the lists of devices.")
