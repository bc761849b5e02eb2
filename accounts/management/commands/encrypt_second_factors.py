from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, CommandError

from accounts.services.second_factor import second_factors_encrypt


class Command(BaseCommand):
    help = "Encrypts the secrets of second factors with the first of MFA_ENCRYPTION_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = second_factors_encrypt()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"Second factors: {count} encrypted.")
