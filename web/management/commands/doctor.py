from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from web.deployment import CHECKS
from web.proxy_check import check_address


class Command(BaseCommand):
    help = (
        "Checks the settings, the database, the mail server and the proxy, and says what to change."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "address",
            nargs="?",
            help="The address of the site in a browser, with its port: asks it through the proxy.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [finding for check in CHECKS for finding in check()]
        if options["address"]:
            findings += check_address(options["address"])
        for finding in findings:
            mark = self.style.ERROR("Problem:") if finding.is_problem else "OK:"
            self.stdout.write(f"{mark} {finding.text}")
        count = sum(finding.is_problem for finding in findings)
        if count:
            raise CommandError(f"Problems found: {count}.")
