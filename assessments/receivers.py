"""Sign-up and sign-in keep what the browser session made; the rule stands in the service."""

from allauth.account.signals import user_signed_up
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from accounts.models import Membership
from assessments.guests import guest_key
from assessments.services.assessment import assessment_claim


@receiver(user_signed_up)
@receiver(user_logged_in)
def claim_what_the_session_made(sender, request, user, **kwargs):
    key = guest_key(request)
    if key is None:
        return
    membership = (
        Membership.objects.filter(user=user)
        .select_related("account")
        .order_by("created_at", "pk")
        .first()
    )
    if membership is not None and membership.may_edit:
        assessment_claim(guest_key=key, account=membership.account)
