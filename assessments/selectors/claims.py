"""Reads the assessments that a browser session began and no account has."""

import uuid
from collections.abc import Sequence

from django.db.models import Count, F, Q

from assessments.models import Assessment


def list_unclaimed(guest_key: uuid.UUID) -> Sequence[Assessment]:
    """Lists them with `answered` and `total`, the numbers of statements; the latest first."""
    answered = Count("responses", filter=Q(responses__value__isnull=False), distinct=True)
    return list(
        Assessment.objects.filter(guest_key=guest_key, account=None)
        .annotate(
            answered=answered,
            total=Count("questionnaire__sections__statements", distinct=True),
        )
        .order_by(F("completed_at").desc(nulls_last=True), "-started_at")
    )
