from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from content.services.seed_files import read_languages
from content.services.seed_terms import seed_terms_load
from translations.models import TradeTerm

CONTENT = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    help = "Loads the starting table of trade terms. Adds what is missing, never overwrites what staff changed."

    def handle(self, *args: object, **options: Any) -> None:
        changed = seed_terms_load(
            model=TradeTerm,
            texts=read_languages(CONTENT),
            fields=("word",),
            marker="translations/trade_term",
        )
        if options["verbosity"]:
            self.stdout.write(f"Trade terms: {changed} added or completed.")
