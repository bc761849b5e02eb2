"""Receives sign-up, sign-in and the deletion of accounts, and calls the services for them."""

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.access import account_for_claim
from accounts.models import Account, User
from accounts.signals import account_made, held_for_verification
from assessments.access import guest_key
from assessments.models import Assessment
from assessments.services.assessment import assessment_claim
from assessments.services.claims import claim_prepare, claim_withdraw, claims_fulfil
from assessments.services.statistics import archive_counts


@receiver(user_logged_in)
def claim_assessments_of_session(
    sender: object, request: HttpRequest, user: User, **kwargs: object
) -> None:
    """Gives the assessments that the browser session began to the user's account."""
    key = guest_key(request)
    account = account_for_claim(request, user) if key else None
    if key is not None and account is not None:
        assessment_claim(guest_key=key, account=account)
        claim_withdraw(guest_key=key)


@receiver(account_made)
def claim_for_new_account(
    sender: object, request: HttpRequest, user: User, **kwargs: object
) -> None:
    """Gives the session's assessments to the account of a user who is signed in already.

    At a sign-up either `held_for_verification` or the sign-in follows. Doing the same here as well
    would take time by which a sign-up tells that its address had no account.
    """
    if request.user == user:
        claim_assessments_of_session(sender, request, user)


@receiver(held_for_verification)
def prepare_claim_of_session(
    sender: object, request: HttpRequest, user: User | None, **kwargs: object
) -> None:
    """Notes who gets the session's assessments once their address is confirmed.

    Until then they stay with the browser. The latest sign-up counts: who mistyped an address signs
    up again.
    """
    key = guest_key(request)
    if key is None:
        return
    account = account_for_claim(request, user) if user else None
    if user is None or account is None:
        claim_withdraw(guest_key=key)
    else:
        claim_prepare(guest_key=key, user=user, account=account)


@receiver(email_confirmed)
def fulfil_claims_of_user(sender: object, email_address: EmailAddress, **kwargs: object) -> None:
    """Gives the user what was prepared, in whatever browser the address was confirmed."""
    claims_fulfil(user=email_address.user)


@receiver(pre_delete, sender=Account)
def archive_counts_of_account(sender: object, instance: Account, **kwargs: object) -> None:
    """Keeps the numbers of the account's assessments for the statistics."""
    archive_counts(deleted=Assessment.objects.filter(account=instance))
