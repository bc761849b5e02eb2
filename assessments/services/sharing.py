"""Makes and revokes links by which people without an account read one result.

The token is shown once; only its hash is stored.
"""

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from assessments.models import Assessment, ShareLink
from assessments.services.withdrawal import NotCompleted
from web.link_tokens import new_token, token_hash

LINK_DAYS = (7, 30, 90)
"""For how many days a link may be valid."""


def share_link_create(
    *, link_id: uuid.UUID, assessment: Assessment, user: User, days: int
) -> str | None:
    """Makes a link for that many days and returns its token; None for a form sent again.

    Raises NotCompleted.
    """
    if not assessment.is_completed:
        raise NotCompleted
    token, now = new_token(), timezone.now()
    try:
        with transaction.atomic():
            ShareLink.objects.create(
                id=link_id,
                assessment=assessment,
                token_hash=token_hash(token),
                created_by=user,
                created_at=now,
                expires_at=now + timedelta(days=days),
            )
    except IntegrityError:
        return None
    return token


def share_link_revoke(*, assessment: Assessment, link_id: uuid.UUID) -> bool:
    """Ends a link at once, if it has not ended; False where the assessment has no such link."""
    links = ShareLink.objects.filter(assessment=assessment, pk=link_id)
    links.filter(revoked_at=None).update(revoked_at=timezone.now())
    return links.exists()


def share_link_opened(*, link_id: uuid.UUID) -> None:
    ShareLink.objects.filter(pk=link_id).update(last_opened_at=timezone.now())
