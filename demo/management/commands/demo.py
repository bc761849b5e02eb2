from typing import Any

from django.core.management import BaseCommand, CommandError

from demo.services.sample_company import NotASample, sample_company_create


class Command(BaseCommand):
    help = (
        "Adds a sample company with eight quarters, and prints how to sign in. "
        "Refuses to touch real accounts."
    )

    def handle(self, *args: object, **options: Any) -> None:
        try:
            login = sample_company_create()
        except NotASample as error:
            raise CommandError(f"Nothing was changed: {error}.") from error
        self.stdout.write(
            "The sample is there."
            if login.is_new
            else "The sample was there already; its password is new."
        )
        self.stdout.write(f"  Sign in at /en/accounts/login/ as  {login.email}")
        self.stdout.write(f"  with the password                  {login.password}")
