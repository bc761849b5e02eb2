from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from demo.services.sample_company import NotASample, sample_company_create
from localization.languages import CODES


class Command(BaseCommand):
    help = (
        "Adds a sample company with eight quarters, and prints how to sign in. "
        "Refuses to touch real accounts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--language",
            choices=CODES,
            default=CODES[0],
            help="The language of the sample's name and notes (default: %(default)s).",
        )

    def handle(self, *args: object, **options: Any) -> None:
        language = options["language"]
        try:
            login = sample_company_create(language=language)
        except NotASample as error:
            raise CommandError(f"Nothing was changed: {error}.") from error
        self.stdout.write(
            "The sample is there."
            if login.is_new
            else "The sample was there already; its texts are as they were, its password is new."
        )
        self.stdout.write(f"  Sign in at /{language}/accounts/login/")
        self.stdout.write(f"  as                 {login.email}")
        self.stdout.write(f"  with the password  {login.password}")
