"""Reads of accounts that span relations."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Account, Membership, Role


def accounts_left_alone(user_ids: list[int]) -> QuerySet[Account]:
    """Accounts that have an owner now, and would have none without these users."""
    owners = Membership.objects.filter(account=OuterRef("pk"), role=Role.OWNER)
    return Account.objects.filter(
        Exists(owners), ~Exists(owners.exclude(user__in=user_ids))
    ).order_by("name")
