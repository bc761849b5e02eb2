"""Writes claims: who gets a guest's assessments once an address is confirmed."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Account, Role, User
from assessments.models import AssessmentClaim
from assessments.services.assessment import assessment_claim
from web.retention import delete_in_batches


def claim_prepare(*, guest_key: uuid.UUID, user: User, account: Account) -> None:
    """Prepares the claim of a browser session's assessments; replaces the session's earlier one."""
    claim = {"user": user, "account": account, "created_at": timezone.now()}
    AssessmentClaim.objects.update_or_create(guest_key=guest_key, defaults=claim)


def claim_withdraw(*, guest_key: uuid.UUID) -> None:
    """Deletes the claim of a browser session's assessments, if there is one."""
    AssessmentClaim.objects.filter(guest_key=guest_key).delete()


@transaction.atomic
def session_claim(*, guest_key: uuid.UUID, account: Account, user: User) -> int:
    """Moves a browser session's assessments to an account; returns their number.

    Nobody else's claim of them remains.
    """
    claim_withdraw(guest_key=guest_key)
    return assessment_claim(guest_key=guest_key, account=account, user=user)


@transaction.atomic
def claims_fulfil(*, user: User) -> int:
    """Moves what a user has claimed to the accounts; returns the number of assessments.

    Only to an account that the user may still edit.
    """
    claims = AssessmentClaim.objects.filter(
        user=user,
        account__memberships__user=user,
        account__memberships__role__in=Role.editing(),
    )
    moved = 0
    for claim in claims.select_related("account").select_for_update(of=["self"]):
        moved += assessment_claim(guest_key=claim.guest_key, account=claim.account, user=user)
        claim.delete()
    return moved


def stale_claims_delete() -> int:
    """Deletes claims older than any assessment that they could be for; returns the number."""
    limit = timezone.now() - timedelta(days=settings.UNCLAIMED_DAYS)
    return delete_in_batches(AssessmentClaim.objects.filter(created_at__lt=limit))
