"""Every write to accounts that has a rule."""

import logging
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.models import Account, Membership, Role, User
from localization.regions import default_time_zone

SUPPORT_ACCESS = timedelta(days=14)
"""How long support may see an account's answers and figures, unless an owner ends it before."""
logger = logging.getLogger(__name__)


@transaction.atomic
def account_create(*, owner: User, name: str, country: str, currency: str) -> Account:
    """A new MSP with its first member."""
    account = Account.objects.create(
        name=name, country=country, currency=currency, time_zone=default_time_zone(country)
    )
    Membership.objects.create(account=account, user=owner, role=Role.OWNER)
    return account


@transaction.atomic
def first_account_create(*, owner: User, **company: str) -> Account | None:
    """A user's first account. None where the user belongs to one already, be it made a moment ago by the same form."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if Membership.objects.filter(user=owner).exists():
        return None
    return account_create(owner=owner, **company)


def support_access_set(*, account: Account, user: User, allowed: bool) -> None:
    """An owner opens the account's answers and figures to support for a while, or closes them."""
    account.support_access_until = timezone.now() + SUPPORT_ACCESS if allowed else None
    account.save(update_fields=["support_access_until"])
    logger.info(
        "account %s: user %s %s support access", account.pk, user.pk, "gave" if allowed else "ended"
    )


@transaction.atomic
def user_email_replaced(*, user: User) -> None:
    """Signing in knows no other address than the user's present one, and asks to confirm one that is not proven.

    Without this the old address would go on to sign in, and to reset the password.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True})
