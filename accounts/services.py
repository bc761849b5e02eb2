"""Every write to accounts that has a rule."""

from django.db import transaction

from accounts.models import Account, Membership, Role, User
from accounts.places import default_time_zone


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
