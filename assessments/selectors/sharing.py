import uuid
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils import timezone

from assessments.models import Assessment, ShareLink
from assessments.selectors.assessment import AssessmentAccess, opened_first


@dataclass(frozen=True)
class SharedResult:
    link_id: uuid.UUID
    opened: AssessmentAccess


def links_of(assessment: Assessment) -> QuerySet[ShareLink]:
    """All links to a result, the newest first, revoked and expired ones too."""
    return assessment.links.select_related("created_by").order_by("-created_at", "pk")


def shared_open(token_hash: str, language: str) -> SharedResult | None:
    """The result behind a token's hash. None alike for a wrong, revoked or expired one, and for a withdrawn result."""
    found = Assessment.objects.filter(
        links__token_hash=token_hash,
        links__revoked_at=None,
        links__expires_at__gt=timezone.now(),
        completed_at__isnull=False,
        withdrawn_at=None,
    ).annotate(link_id=F("links__id"))
    opened = opened_first(found, language)
    return SharedResult(opened.assessment.link_id, opened) if opened else None
