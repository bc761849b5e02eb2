"""Makes and revokes links by which people without an account read one result.

The token is shown once; only its hash is stored.
"""

import uuid
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import ActorType, User
from accounts.services.activity import activity_record, is_recorded_lately
from assessments.models import Assessment, ShareLink
from assessments.services.withdrawal import NotCompleted
from web.link_tokens import new_token, token_hash

LINK_DAYS = (7, 30, 90)
"""For how many days a link may be valid."""
OPENED = "share_link_opened"
OPENED_AGAIN_AFTER = timedelta(hours=1)
"""So long an address opens a link without another entry: reloading fills no list."""


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
            link = ShareLink.objects.create(
                id=link_id,
                assessment=assessment,
                token_hash=token_hash(token),
                created_by=user,
                created_at=now,
                expires_at=now + timedelta(days=days),
            )
            _record(
                "share_link_created", assessment, link_id, user, expires=link.expires_at.isoformat()
            )
    except IntegrityError:
        return None
    return token


@transaction.atomic
def share_link_revoke(*, assessment: Assessment, link_id: uuid.UUID, by: User) -> bool:
    """Ends a link at once, if it has not ended; False where the assessment has no such link."""
    links = ShareLink.objects.filter(assessment=assessment, pk=link_id)
    if links.filter(revoked_at=None).update(revoked_at=timezone.now()):
        _record("share_link_revoked", assessment, link_id, by)
    return links.exists()


@transaction.atomic
def share_link_opened(*, link_id: uuid.UUID, assessment: Assessment) -> None:
    """Notes that somebody has opened a link.

    The account's activity shows it once in `OPENED_AGAIN_AFTER` for each address that it was opened
    from. The link's row is written first, so that of two openings at once the second sees the first.
    """
    ShareLink.objects.filter(pk=link_id).update(last_opened_at=timezone.now())
    if assessment.account_id is None:
        return
    if not is_recorded_lately(
        account_id=assessment.account_id,
        kind=OPENED,
        within=OPENED_AGAIN_AFTER,
        details={"link": str(link_id)},
    ):
        _record(OPENED, assessment, link_id, None)


def _record(
    kind: str, assessment: Assessment, link_id: uuid.UUID, by: User | None, **details: str
) -> None:
    if assessment.account_id is None:  # what nobody has claimed cannot be shared
        return
    activity_record(
        account_id=assessment.account_id,
        kind=kind,
        by=by,
        actor_type=None if by else ActorType.VISITOR,
        details={"assessment": str(assessment.pk), "link": str(link_id), **details},
    )
