"""Lists the models whose rows belong to an account, for its export and its deletion."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Field, Model, QuerySet

Labels = Callable[[str], Mapping[str, str]]
"""Returns labels by column in a language, for columns whose names staff edit."""
BeforeDelete = Callable[[QuerySet[Any]], None]
ROWS_READ_AT_ONCE = 500


@dataclass(frozen=True)
class AccountData:
    """Represents a model whose rows belong to an account."""

    model: type[Model]
    account_path: str
    """The lookup from a row to its account, such as `assessment__account`."""
    not_exported: frozenset[str] = frozenset()
    """Names of the columns that no export contains: hashes of tokens, keys of browsers."""
    related: tuple[str, ...] = ()
    """Lookups of what a key stands for in an export, such as `statement__key`."""
    labels: Labels | None = None
    gives_access: bool = False
    """Whether somebody sees the account by such a row: these are deleted before all others."""
    before_delete: BeforeDelete | None = None
    """Called with the rows that are about to be deleted, in the transaction that deletes them."""

    @property
    def exported_fields(self) -> list["Field[Any, Any]"]:
        """Lists the columns that an export contains, in the order of the model."""
        fields = self.model._meta.concrete_fields
        return [field for field in fields if field.name not in self.not_exported]

    def rows_of(self, account_id: UUID) -> QuerySet[Any]:
        """Returns the account's rows, in the order of their keys, hidden ones too."""
        manager = self.model._base_manager
        return manager.filter(**{self.account_path: account_id}).order_by("pk")

    @property
    def is_part(self) -> bool:
        """Tells whether a row belongs to the account through another one, and goes with that."""
        return "__" in self.account_path

    def batches_of(self, account_id: UUID) -> Iterator[list[dict[str, Any]]]:
        """Yields the account's rows as values by column and by lookup of `related`.

        Each batch is a query of its own from the last key on: a cursor of the server would need
        one transaction for all of them.
        """
        columns = [field.attname for field in self.exported_fields]
        rows = self.rows_of(account_id).values("pk", *columns, *self.related)
        batch = list(rows[:ROWS_READ_AT_ONCE])
        while batch:
            last = batch[-1]["pk"]
            yield batch
            batch = list(rows.filter(pk__gt=last)[:ROWS_READ_AT_ONCE])


_models: dict[type[Model], AccountData] = {}


def register_account_data(
    model: type[Model],
    account_path: str = "account",
    *,
    not_exported: tuple[str, ...] = (),
    related: tuple[str, ...] = (),
    labels: Labels | None = None,
    gives_access: bool = False,
    before_delete: BeforeDelete | None = None,
) -> None:
    """Registers a model of account data; children after the models that they refer to."""
    _models[model] = AccountData(
        model,
        account_path,
        frozenset(not_exported),
        related,
        labels,
        gives_access,
        before_delete,
    )


def list_account_data() -> list[AccountData]:
    """Lists the models of account data in the order of their registration: parents first."""
    return list(_models.values())
