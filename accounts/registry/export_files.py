"""Collects the files that an account's export contains beside its rows; the apps above register them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from accounts.models import Account

Write = Callable[[IO[bytes]], None]
"""Writes the content of a file, a piece at a time where it can be long."""


@dataclass(frozen=True)
class ExportSubject:
    """Holds what an export is of; its language and the account's time zone are active."""

    account: Account
    language: str
    revision: int | None
    """Of the content that staff edit, when the export began."""


@dataclass(frozen=True)
class ExportFiles:
    """Represents a file of an export, or several of a kind."""

    path: str
    """As the list of files names it, such as `csv/kpis.csv` or `pdf/*.pdf`."""
    description: str
    """In the active language, whole sentences."""
    count: int
    files: Iterable[tuple[str, Write]]
    """Path and content of each; read once, and each file is written before the next is asked for."""


Provider = Callable[[ExportSubject], Iterable[ExportFiles]]
_providers: list[Provider] = []


def register_export_files(provider: Provider) -> Provider:
    """Registers a provider of files; they are in the order of registration."""
    _providers.append(provider)
    return provider


def list_export_files(subject: ExportSubject) -> list[ExportFiles]:
    return [files for provider in _providers for files in provider(subject)]
