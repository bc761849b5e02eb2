"""Reads the targets that an account has set itself."""

from accounts.models import Account
from kpis.domain.targets import Target
from kpis.models import KpiTarget


def targets_of(account: Account) -> tuple[Target, ...]:
    """Lists all targets that the account has or had, the first one first. One query."""
    return tuple(row.target for row in KpiTarget.objects.filter(account=account))
