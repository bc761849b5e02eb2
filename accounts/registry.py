"""What support sees of an account. The rooms above say what they know of it; figures only with the account's leave."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from accounts.models import Account, User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Table:
    """Ready for a page: texts in the reader's language."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]


Provider = Callable[[Account], Iterable[Table]]
_states: list[Provider] = []
_figures: list[Provider] = []


def register_support_status(provider: Provider) -> Provider:
    """For what any support may see: that something was begun or finished, and when."""
    _states.append(provider)
    return provider


def register_support_results(provider: Provider) -> Provider:
    """For what an account must open first: scores and KPI values."""
    _figures.append(provider)
    return provider


def support_status(account: Account, reader: User) -> list[Table]:
    return _told(_states, "states", account, reader)


def support_results(account: Account, reader: User) -> list[Table]:
    """Raises PermissionError where the account has not given leave, whoever asks."""
    if not account.is_open_to_support:
        raise PermissionError("the account has not opened its figures to support")
    return _told(_figures, "figures", account, reader)


def look_record(what: str, account_id, reader: User) -> None:
    """Every look is on record, with who looked at whose data and when."""
    logger.info("support: user %s reads the %s of account %s", reader.pk, what, account_id)


def _told(providers: list[Provider], what: str, account: Account, reader: User) -> list[Table]:
    look_record(what, account.pk, reader)
    return [table for provider in providers for table in provider(account)]
