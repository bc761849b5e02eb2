from django.core.management import BaseCommand

from translations.selectors.texts import read_texts
from translations.services.staleness import refresh_translation_states


class Command(BaseCommand):
    help = (
        "Stores from which English each translation was made, where that is missing. May run again."
    )

    def handle(self, *args: object, **options: int) -> None:
        states = refresh_translation_states(texts=read_texts())
        if options["verbosity"]:
            self.stdout.write(f"Translations: {len(states)} states.")
