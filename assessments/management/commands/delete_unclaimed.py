from typing import Any

from django.core.management import BaseCommand

from assessments.services.assessment import unclaimed_delete
from assessments.services.claims import stale_claims_delete


class Command(BaseCommand):
    help = "Deletes assessments that nobody claimed within 30 days. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        count = unclaimed_delete()
        stale_claims_delete()
        if options["verbosity"]:
            self.stdout.write(f"Unclaimed assessments: {count} deleted.")
