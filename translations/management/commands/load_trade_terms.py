from pathlib import Path

from django.core.management import BaseCommand

from content.services.seed_files import read_languages
from translations.services.terms import trade_terms_load

CONTENT = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    help = "Loads the starting table of trade terms. Adds what is missing, never overwrites what staff changed."

    def handle(self, *args: object, **options: int) -> None:
        changed = trade_terms_load(texts=read_languages(CONTENT))
        if options["verbosity"]:
            self.stdout.write(f"Trade terms: {changed} added or completed.")
