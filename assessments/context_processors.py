"""Offers on every page what was answered in the browser before its user signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.access import current_memberships
from accounts.models import Account
from assessments.access import guest_key, has_declined_claim
from assessments.models import Assessment
from assessments.selectors.claims import list_unclaimed


@dataclass(frozen=True)
class ClaimOffer:
    """Holds a guest's assessments and the account that their reader may add them to."""

    assessments: Sequence[Assessment]
    account: Account | None
    company: str
    """The current account's name; empty for a user who has none yet."""
    page: str
    """Where to come back to."""


def claim_offer(request: HttpRequest) -> dict[str, Any]:
    """Returns the variable `claim_offer` of `base.html`, which is read for signed-in users only."""
    return {"claim_offer": SimpleLazyObject(lambda: _get_claim_offer(request))}


def _get_claim_offer(request: HttpRequest) -> ClaimOffer | None:
    key = guest_key(request)
    if key is None or has_declined_claim(request):
        return None
    memberships = current_memberships(request)
    assessments = list_unclaimed(key)
    if not memberships:  # what they began themselves since signing in is no question
        assessments = [each for each in assessments if each.started_by_id != request.user.pk]
    if not assessments:
        return None
    return ClaimOffer(
        assessments,
        account=next((each.account for each in memberships if each.may_edit), None),
        company=memberships[0].account.name if memberships else "",
        page=request.get_full_path() if request.method == "GET" else "",
    )
