from django.core.management import BaseCommand

from content.selectors.completeness import Missing
from content.services.languages import IncompleteLanguage, language_offer
from localization.available_languages import clear_cache, offered_codes
from localization.languages import CODES

MOST_NAMED = 5
"""The most missing texts that are named; a language that was just added lacks hundreds."""


class Command(BaseCommand):
    help = "Offers MSPs every language that is complete, and says what the others lack."

    def handle(self, *args: object, **options: int) -> None:
        for code in CODES:
            try:
                language_offer(code=code)
            except IncompleteLanguage as incomplete:
                if options["verbosity"]:
                    self.stdout.write(_report(code, incomplete.lacking))
        clear_cache()
        if options["verbosity"]:
            self.stdout.write(f"Languages on offer: {', '.join(offered_codes())}.")


def _report(code: str, lacking: list[Missing]) -> str:
    lines = [f"{code} is not offered yet: it lacks {len(lacking)} texts."]
    lines += [f"  {missing}" for missing in lacking[:MOST_NAMED]]
    lines += [f"  and {len(lacking) - MOST_NAMED} more"] if len(lacking) > MOST_NAMED else []
    return "\n".join(lines)
