"""Sign-up and sign-in keep what the browser session made; the rule stands in the service."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from accounts.access import account_to_fill
from accounts.signals import account_made, held_for_verification
from assessments.guests import guest_key
from assessments.services.assessment import assessment_claim


@receiver(account_made)
@receiver(held_for_verification)
@receiver(user_logged_in)
def claim_what_the_session_made(sender, request, user, account=None, **kwargs):
    key = guest_key(request)
    if key is None:
        return
    account = account or account_to_fill(request, user)
    if account is not None:
        assessment_claim(guest_key=key, account=account)
