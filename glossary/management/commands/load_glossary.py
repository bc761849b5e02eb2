from pathlib import Path
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from content.services.seed_files import (
    fields_in_languages,
    fill_missing,
    mark_loaded,
    read_languages,
)
from glossary.models import Term

CONTENT = Path(__file__).resolve().parents[2] / "content"
FIELDS = ("word", "expansion", "explanation")


class Command(BaseCommand):
    help = (
        "Loads the glossary's starting terms. "
        "Adds what is missing, never overwrites what staff changed."
    )

    @transaction.atomic
    def handle(self, *args: object, **options: Any) -> None:
        texts = read_languages(CONTENT)
        changed = 0
        for order, key in enumerate(next(iter(texts.values()))["terms"], start=1):
            values = fields_in_languages(texts, "terms", key, fields=FIELDS)
            term = Term.objects.filter(key=key).first()
            if term is not None:
                changed += fill_missing(term, values)
            elif mark_loaded(f"glossary/{key}"):
                Term.objects.create(key=key, order=order, **values)
                changed += 1
        if options["verbosity"]:
            self.stdout.write(f"Glossary: {changed} terms added or completed.")
