"""Collects the tables that support sees of an account; the apps above register them.

Scores and KPI values are given only while the account allows it.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Account, User
from localization.regions import zone

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Table:
    """Represents a table of a page, with texts in the reader's language."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]


Provider = Callable[[Account], Iterable[Table]]
_status_providers: list[Provider] = []
_result_providers: list[Provider] = []


def register_support_status(provider: Provider) -> Provider:
    """Registers a provider of tables that need no consent: what was begun and completed."""
    _status_providers.append(provider)
    return provider


def register_support_results(provider: Provider) -> Provider:
    """Registers a provider of tables that need the account's consent: scores and KPI values."""
    _result_providers.append(provider)
    return provider


def support_status(account: Account, reader: User) -> list[Table]:
    """Returns what the account began and finished; the access is logged."""
    return _collect_tables(_status_providers, "states", account, reader)


def support_results(account: Account, reader: User) -> list[Table]:
    """Returns scores and KPI values of the account; the access is logged.

    Raises PermissionError for every reader while the account does not allow it.
    """
    if not account.is_open_to_support:
        raise PermissionError("the account has not opened its figures to support")
    return _collect_tables(_result_providers, "figures", account, reader)


def log_support_access(what: str, account_id: UUID | str, reader: User | AnonymousUser) -> None:
    """Logs that a member of support has read data of an account; the log line has the time."""
    logger.info("support: user %s reads the %s of account %s", reader.pk, what, account_id)


def _collect_tables(
    providers: list[Provider], what: str, account: Account, reader: User
) -> list[Table]:
    log_support_access(what, account.pk, reader)
    with timezone.override(zone(account.time_zone)):  # support and company name the same days
        return [table for provider in providers for table in provider(account)]
