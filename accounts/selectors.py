"""Queries accounts with their members."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Account, Membership, Role, User
from localization.available_languages import is_offered
from localization.languages import current_language


def list_accounts_owned_only_by(user_ids: list[int]) -> QuerySet[Account]:
    """Returns the accounts that have owners, all of them among these users, ordered by name."""
    owners = Membership.objects.filter(account=OuterRef("pk"), role=Role.OWNER)
    return Account.objects.filter(
        Exists(owners), ~Exists(owners.exclude(user__in=user_ids))
    ).order_by("name")


def email_language(email: str, user: User | None = None) -> str:
    """Returns the language to write to this address in.

    It is that of its `user`, if known, not of the page that sends the email: staff may have sent
    it, or a stranger. The active language is returned for an address that nobody signs in with,
    and where the user's language is not known or not offered.
    """
    user = user or User.objects.filter(email=email).first()
    if user is not None and user.language and is_offered(user.language):
        return user.language
    return current_language()


def list_company_names(user: User) -> list[str]:
    """Lists the names of the companies that a user belongs to."""
    return list(Account.objects.filter(memberships__user=user).values_list("name", flat=True))


def user_key(email: str) -> int | None:
    """Returns the key of the user who signs in with an address, for logs that must not name it."""
    return User.objects.filter(email=email).values_list("pk", flat=True).first()
