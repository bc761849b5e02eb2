from django.conf import settings
from django.core.management import BaseCommand, call_command


class Command(BaseCommand):
    help = "Prepares the database for this version: migrations, cache table, content. May run again at any time."

    def handle(self, *args, **options):
        for command, *arguments in settings.RELEASE_COMMANDS:
            call_command(command, *arguments, verbosity=options["verbosity"])
