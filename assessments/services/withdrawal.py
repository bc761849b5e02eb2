"""Withdraws mistaken results from trends and comparisons, and puts them back."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.models import Assessment


class NotCompleted(Exception):
    """Reports that an assessment is not completed, so that it cannot be withdrawn."""


@transaction.atomic
def assessment_withdraw(*, assessment_id: uuid.UUID, user: User, reason: str) -> None:
    """Withdraws it for a reason. Sent again, the first reason stays. Raises NotCompleted."""
    assessment = Assessment.objects.select_for_update(of=["self"]).get(pk=assessment_id)
    if not assessment.is_completed:
        raise NotCompleted
    if assessment.is_withdrawn:
        return
    assessment.withdrawn_at, assessment.withdrawn_by, assessment.withdrawn_reason = (
        timezone.now(),
        user,
        reason,
    )
    assessment.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])


def assessment_put_back(*, assessment_id: uuid.UUID) -> None:
    """Counts again. Nothing happens to one that was not withdrawn."""
    Assessment.objects.filter(pk=assessment_id).update(
        withdrawn_at=None, withdrawn_by=None, withdrawn_reason=""
    )
