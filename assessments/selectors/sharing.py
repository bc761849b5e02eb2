"""Reads the links by which a result is shared, and the results behind them."""

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from assessments.models import Assessment, ShareLink
from assessments.selectors.assessment import AssessmentAccess, get_shared_access


@dataclass(frozen=True)
class SharedResult:
    """Holds a result that somebody reads by a link."""

    link_id: uuid.UUID
    access: AssessmentAccess


def share_links(assessment: Assessment) -> QuerySet[ShareLink]:
    """Returns all links to a result, the newest first, revoked and expired ones too."""
    return assessment.links.select_related("created_by").order_by("-created_at", "pk")


def get_shared_result(token_hash: str, language: str) -> SharedResult | None:
    """Returns the result behind the hash of a token.

    None alike for a wrong, revoked or expired token, and for a withdrawn result.
    """
    link = ShareLink.objects.filter(
        token_hash=token_hash,
        revoked_at=None,
        expires_at__gt=timezone.now(),
        assessment__completed_at__isnull=False,
        assessment__withdrawn_at=None,
    ).first()
    if link is None:
        return None
    access = get_shared_access(link.assessment_id, language)
    return SharedResult(link.pk, access) if access else None
