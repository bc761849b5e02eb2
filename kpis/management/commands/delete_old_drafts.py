from typing import Any

from django.core.management import BaseCommand

from kpis.services.draft import KEPT_DAYS, old_drafts_delete


class Command(BaseCommand):
    help = f"Deletes drafts of KPI figures that nobody has changed for {KEPT_DAYS} days."

    def handle(self, *args: Any, **options: Any) -> None:
        number = old_drafts_delete()
        if options["verbosity"]:
            self.stdout.write(f"Drafts deleted: {number}.")
