from django.core.management import BaseCommand

from backoffice.services.groups import groups_make


class Command(BaseCommand):
    help = "Makes the groups of staff (editor, publisher, translators, support) with their permissions. May run again."

    def handle(self, *args: object, **options: int) -> None:
        names = groups_make()
        if options["verbosity"]:
            self.stdout.write(f"Groups: {', '.join(names)}.")
