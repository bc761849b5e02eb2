"""Receives sign-up, sign-in and the deletion of accounts, and calls the services for them."""

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
from assessments.services.statistics import archive_counts


@receiver(account_made)
@receiver(held_for_verification)
@receiver(user_logged_in)
def claim_assessments_of_session(
    sender: object,
    request: HttpRequest,
    user: User,
    account: Account | None = None,
    **kwargs: object,
) -> None:
    """Gives the assessments that the browser session began to the user's account."""
    key = guest_key(request)
    if key is None:
        return
    account = account or account_for_claim(request, user)
    if account is not None:
        assessment_claim(guest_key=key, account=account)


@receiver(pre_delete, sender=Account)
def archive_counts_of_account(sender: object, instance: Account, **kwargs: object) -> None:
    """Keeps the numbers of the account's assessments for the statistics."""
    archive_counts(deleted=Assessment.objects.filter(account=instance))
