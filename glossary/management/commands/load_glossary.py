from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

from content.services.seed_files import read_languages
from content.services.seed_terms import seed_terms_load
from glossary.models import Term

CONTENT = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    help = (
        "Loads the glossary's starting terms. "
        "Adds what is missing, never overwrites what staff changed."
    )

    def handle(self, *args: object, **options: Any) -> None:
        changed = seed_terms_load(
            model=Term,
            texts=read_languages(CONTENT),
            fields=("word", "expansion", "explanation"),
            marker="glossary",
        )
        if options["verbosity"]:
            self.stdout.write(f"Glossary: {changed} terms added or completed.")
