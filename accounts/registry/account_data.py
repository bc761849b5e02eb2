"""Lists the models whose rows belong to an account, for its export and its deletion."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class AccountData:
    """Represents a model whose rows belong to an account."""

    model: type[Model]
    account_path: str
    """The lookup from a row to its account, such as `assessment__account`."""
    not_exported: frozenset[str] = frozenset()
    """Names of the columns that no export contains: hashes of tokens, keys of browsers."""
    gives_access: bool = False
    """Whether somebody sees the account by such a row: these are deleted before all others."""
    before_delete: Callable[[QuerySet[Any]], None] | None = None
    """Called with the rows that are about to be deleted, in the transaction that deletes them."""

    def rows_of(self, account_id: UUID) -> QuerySet[Any]:
        """Returns the account's rows, in the order of their keys, hidden ones too."""
        manager = self.model._base_manager
        return manager.filter(**{self.account_path: account_id}).order_by("pk")

    @property
    def is_part(self) -> bool:
        """Tells whether a row belongs to the account through another one, and goes with that."""
        return "__" in self.account_path


_models: dict[type[Model], AccountData] = {}


def register_account_data(
    model: type[Model],
    account_path: str = "account",
    *,
    not_exported: tuple[str, ...] = (),
    gives_access: bool = False,
    before_delete: Callable[[QuerySet[Any]], None] | None = None,
) -> None:
    """Registers a model of account data; children after the models that they refer to."""
    _models[model] = AccountData(
        model, account_path, frozenset(not_exported), gives_access, before_delete
    )


def list_account_data() -> list[AccountData]:
    """Lists the models of account data in the order of their registration: parents first."""
    return list(_models.values())
