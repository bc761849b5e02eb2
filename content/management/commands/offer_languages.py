from django.core.management import BaseCommand

from content.services.languages import IncompleteLanguage, language_offer
from localization.available_languages import clear_cache, offered_codes
from localization.languages import CODES

SHOWN = 5
"""Missing texts named one by one; a language that has just been added lacks hundreds."""


class Command(BaseCommand):
    help = "Offers MSPs every language whose content is complete, and says what the others lack."

    def handle(self, *args, **options):
        for code in CODES:
            try:
                language_offer(code=code)
            except IncompleteLanguage as incomplete:
                if options["verbosity"]:
                    self.stdout.write(_told(code, incomplete.lacking))
        clear_cache()
        if options["verbosity"]:
            self.stdout.write(f"Languages on offer: {', '.join(offered_codes())}.")


def _told(code: str, lacking: list) -> str:
    lines = [f"{code} is not offered yet: it lacks {len(lacking)} texts."]
    lines += [f"  {missing}" for missing in lacking[:SHOWN]]
    lines += [f"  and {len(lacking) - SHOWN} more"] if len(lacking) > SHOWN else []
    return "\n".join(lines)
