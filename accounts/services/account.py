"""Writes accounts, memberships and the e-mail addresses of users."""

import logging
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.utils import build_absolute_uri
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.domain.pictures import Picture
from accounts.models import Account, Membership, Role, User
from accounts.services.activity import acting_staff, activity_record, user_activity_record
from accounts.services.logo import logo_delete, logo_set
from localization.regions import default_time_zone

# So long may support see the answers and figures of an account, unless an owner ends it before.
SUPPORT_ACCESS = timedelta(days=14)
SETTINGS = [
    field.name
    for field in Account._meta.concrete_fields
    if field.editable and not field.primary_key
]
"""What an owner can change of an account; when it is deleted and whom it lets in are not part of it."""
logger = logging.getLogger(__name__)


@transaction.atomic
def account_create(
    *, owner: User, name: str, country: str, currency: str, time_zone: str = ""
) -> Account:
    """Creates an MSP's account with `owner` as its first member.

    Without a time zone it gets the one where most people of its country live.
    """
    account = Account.objects.create(
        name=name,
        country=country,
        currency=currency,
        time_zone=time_zone or default_time_zone(country),
    )
    Membership.objects.create(account=account, user=owner, role=Role.OWNER)
    return account


@transaction.atomic
def first_account_create(*, owner: User, **company: str) -> Account | None:
    """Creates a user's first account; returns None for a user who belongs to an account already.

    The user's row is locked, so a form that is sent twice at once creates one account.
    """
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    if Membership.objects.filter(user=owner).exists():
        return None
    return account_create(owner=owner, **company)


@transaction.atomic
def account_update(*, account: Account, by: User, picture: Picture | None, has_logo: bool) -> None:
    """Saves an account that a form has changed, with the logo that was chosen.

    Without a picture the logo stays as it is, or goes where `has_logo` is False. What was changed
    is recorded, field by field.
    """
    before = Account.objects.filter(pk=account.pk).values(*SETTINGS).get()
    changed = [name for name, value in before.items() if getattr(account, name) != value]
    if changed:
        account.save(update_fields=changed)
    if picture is not None:
        has_new_logo = logo_set(account=account, picture=picture)
    else:
        has_new_logo = not has_logo and logo_delete(account=account)
    changed += ["logo"] * has_new_logo
    if changed:
        activity_record(
            account_id=account.pk, kind="settings_changed", by=by, details={"fields": changed}
        )


def user_language_set(*, user: User, language: str) -> None:
    """Saves the language in which emails are written to the user."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def support_access_set(*, account: Account, user: User, allowed: bool) -> None:
    """Allows support to see the account's results for the time `SUPPORT_ACCESS`, or ends that."""
    was_open = account.is_open_to_support
    until = timezone.now() + SUPPORT_ACCESS if allowed else None
    account.support_access_until = until
    account.save(update_fields=["support_access_until"])
    if until is not None:
        details = {"until": until.isoformat()}
        activity_record(
            account_id=account.pk, kind="support_access_given", by=user, details=details
        )
    elif was_open:
        activity_record(account_id=account.pk, kind="support_access_ended", by=user)
    logger.info(
        "account %s: user %s %s support access", account.pk, user.pk, "gave" if allowed else "ended"
    )


@transaction.atomic
def user_password_save(*, user: User) -> None:
    """Saves a user whose password has been set, by the user or by staff."""
    user.save()
    user_activity_record(user=user, kind="password_changed", by=acting_staff())


@transaction.atomic
def user_email_replaced(*, user: User) -> None:
    """Makes the user's present address the only one for sign-in, after staff have changed it.

    Otherwise the old address could still sign in and reset the password. An address that was not
    confirmed before must be confirmed at the next sign-in.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True})


def email_change_request(*, user: User, email: str) -> EmailAddress:
    """Asks a new address to confirm itself, and tells the one in use what was asked.

    The new one replaces it when it is confirmed. An address that was never confirmed protects
    nothing, and is replaced at once.
    """
    if EmailAddress.objects.get_verified(user) is None:
        with transaction.atomic():
            user.email = email
            user.save(update_fields=["email"])
            user_email_replaced(user=user)
            user_activity_record(user=user, kind="email_changed", by=acting_staff())
        address = EmailAddress.objects.get(user=user, email=user.email)
        address.send_confirmation()
        return address
    address = EmailAddress.objects.add_new_email(context.request, user, email)
    get_adapter().send_notification_mail(
        "account/email/email_change_requested",
        user,
        {
            "from_email": user.email,
            "to_email": address.email,
            "email_url": build_absolute_uri(context.request, reverse("account_email")),
        },
        email=user.email,
    )
    return address
