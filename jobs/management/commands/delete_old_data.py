import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from jobs.services import retention_run
from web.retention import list_retention_rules

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Deletes what is older than the privacy page says, as the worker does every hour and every night. "
        "A rule that fails does not stop the others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rule",
            action="append",
            choices=[rule.key for rule in list_retention_rules()],
            help="Runs this rule only; may be given several times.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for key in options["rule"] or [rule.key for rule in list_retention_rules()]:
            try:
                count = retention_run(key=key)
            except Exception:
                logger.exception("retention: %s failed", key)
                failed.append(key)
            else:
                if options["verbosity"]:
                    self.stdout.write(f"{key}: {count} deleted")
        if failed:
            raise CommandError(f"Rules that failed: {', '.join(failed)}.")
