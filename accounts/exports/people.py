"""Names the people whom rows refer to by their keys."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from accounts.registry import AccountData


def people_columns(data: AccountData) -> list[str]:
    """Lists the columns of a model that refer to people, such as `started_by`."""
    return [
        field.name
        for field in data.exported_fields
        if field.is_relation and field.related_model is User
    ]


class People:
    """Adds address and name of the people to rows.

    Members and those who were members before are named, as pages name them. Our own staff, who may
    have looked at the account, are not.
    """

    def __init__(self, data: AccountData, account_id: UUID) -> None:
        self._columns = people_columns(data)
        self._account_id = account_id
        self._known: dict[int, tuple[str, str]] = {}

    def add_to(self, batch: list[dict[str, Any]]) -> None:
        """Adds `<column>__email` and `<column>__name` to each row; None where there is nobody."""
        if not self._columns:
            return
        self._read({row[f"{column}_id"] for row in batch for column in self._columns})
        for row in batch:
            for column in self._columns:
                email, name = self._known.get(row[f"{column}_id"], (None, None))
                row[f"{column}__email"], row[f"{column}__name"] = email, name

    def _read(self, keys: set[int]) -> None:
        missing = keys - self._known.keys() - {None}
        named = Q(is_staff=False) | Q(memberships__account=self._account_id)
        users = User.objects.filter(named, pk__in=missing) if missing else User.objects.none()
        for key, email, name in users.values_list("pk", "email", "name"):
            self._known[key] = (email, name)
