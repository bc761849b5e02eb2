from django.core.management import BaseCommand

from translations.selectors.texts import read_texts
from translations.services.staleness import refresh_translation_states


class Command(BaseCommand):
    help = "Notes from which English each translation was made, where that is not noted yet. May run again at any time."

    def handle(self, *args, **options):
        states = refresh_translation_states(texts=read_texts())
        if options["verbosity"]:
            self.stdout.write(f"Translations: {len(states)} noted.")
