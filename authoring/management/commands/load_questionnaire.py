from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

import assessments
from authoring.services.loading import InvalidContent, questionnaire_load
from content.services.seed_files import read_languages, read_toml

CONTENT = Path(assessments.__file__).parent / "content"


class Command(BaseCommand):
    help = (
        "Loads the first questionnaire. Adds missing texts, never overwrites what staff changed; "
        "may run again."
    )

    def handle(self, *args: object, **options: Any) -> None:
        structure = read_toml(CONTENT / "questionnaire.toml")
        try:
            changed = questionnaire_load(structure=structure, texts=read_languages(CONTENT))
        except InvalidContent as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"Questionnaire {structure['version']}: {changed} rows added or completed."
            )
