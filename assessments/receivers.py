"""Sign-up and sign-in keep what the browser session made; deleting an account keeps what is counted of it.

The rules stand in the services.
"""

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from accounts.access import account_for_claim
from accounts.models import Account
from accounts.signals import account_made, held_for_verification
from assessments.access import guest_key
from assessments.models import Assessment
from assessments.services.assessment import assessment_claim
from assessments.services.statistics import archive_counts


@receiver(account_made)
@receiver(held_for_verification)
@receiver(user_logged_in)
def claim_what_the_session_made(sender, request, user, account=None, **kwargs):
    key = guest_key(request)
    if key is None:
        return
    account = account or account_for_claim(request, user)
    if account is not None:
        assessment_claim(guest_key=key, account=account)


@receiver(pre_delete, sender=Account)
def count_what_goes_with_an_account(sender, instance, **kwargs):
    archive_counts(deleted=Assessment.objects.filter(account=instance))
