from django.core.management import BaseCommand

from editorial.selectors.texts import read_texts
from editorial.services.notes import translations_note


class Command(BaseCommand):
    help = "Notes from which English each translation was made, where that is not noted yet. May run again at any time."

    def handle(self, *args, **options):
        states = translations_note(texts=read_texts())
        if options["verbosity"]:
            self.stdout.write(f"Translations: {len(states)} noted.")
