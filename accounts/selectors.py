"""Queries accounts with their members."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Account, Membership, Role


def list_accounts_owned_only_by(user_ids: list[int]) -> QuerySet[Account]:
    """Returns the accounts that have owners, all of them among these users, ordered by name."""
    owners = Membership.objects.filter(account=OuterRef("pk"), role=Role.OWNER)
    return Account.objects.filter(
        Exists(owners), ~Exists(owners.exclude(user__in=user_ids))
    ).order_by("name")
