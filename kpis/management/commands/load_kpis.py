from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from content.services.seed_files import read_languages
from kpis.services.content import content_load

CONTENT = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    help = "Loads the KPIs’ starting texts and bounds. Adds what is missing, never overwrites."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = content_load(texts=read_languages(CONTENT))
        if options["verbosity"]:
            self.stdout.write(f"KPIs: {changed} rows added or completed.")
