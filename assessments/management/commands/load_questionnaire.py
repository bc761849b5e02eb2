from pathlib import Path

from django.core.management import BaseCommand, CommandError

from assessments.services.questionnaire import InvalidContent, questionnaire_load
from localization.content_files import read_languages, read_toml

CONTENT = Path(__file__).resolve().parents[2] / "content"


class Command(BaseCommand):
    help = "Loads the first questionnaire. Adds missing texts, never overwrites what staff changed; may run again."

    def handle(self, *args, **options):
        structure = read_toml(CONTENT / "questionnaire.toml")
        try:
            changed = questionnaire_load(structure=structure, texts=read_languages(CONTENT))
        except InvalidContent as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"Questionnaire {structure['version']}: {changed} rows added or completed."
            )
