"""Describes what an account's activity says of assessments and of the links that share results."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.registry import (
    ActivityFacts,
    ActivityGroup,
    ActivityLink,
    register_activity,
    register_activity_links,
    register_download,
)
from assessments.models import Assessment
from localization.dates import format_date_medium
from localization.languages import current_language

ASSESSMENT = "assessment"
EXAMPLE = {
    ASSESSMENT: "00000000-0000-4000-8000-000000000001",
    "link": "00000000-0000-4000-8000-000000000002",
}
WITH_EXPIRY = {**EXAMPLE, "expires": "2026-10-03T12:00:00+00:00"}


@register_activity_links(ASSESSMENT)
def find_assessments(account_id: UUID, keys: Collection[str]) -> Mapping[str, ActivityLink]:
    """Returns the results that still exist, named by their day. One query."""
    found = Assessment.objects.filter(
        account=account_id, pk__in=keys, completed_at__isnull=False
    ).select_related("account")
    return {
        str(row.pk): ActivityLink(
            format_date_medium(row.day, current_language()),
            reverse("assessments:result", args=[row.pk]),
        )
        for row in found
    }


@register_activity("share_link_created", ActivityGroup.SHARING, WITH_EXPIRY)
def share_link_created(facts: ActivityFacts) -> str:
    expires = facts.day("expires")
    if result := facts.links.get(ASSESSMENT):
        text = _("Created a link to a result (result: %(day)s, link expires: %(expires)s)")
        return text % {"day": result.text, "expires": expires}
    return _("Created a link to a result (link expires: %(expires)s)") % {"expires": expires}


@register_activity("share_link_opened", ActivityGroup.SHARING, EXAMPLE)
def share_link_opened(facts: ActivityFacts) -> str:
    if result := facts.links.get(ASSESSMENT):
        return _("Opened a shared result (result: %(day)s)") % {"day": result.text}
    return _("Opened a shared result")


@register_activity("share_link_revoked", ActivityGroup.SHARING, EXAMPLE)
def share_link_revoked(facts: ActivityFacts) -> str:
    if result := facts.links.get(ASSESSMENT):
        return _("Revoked a link to a result (result: %(day)s)") % {"day": result.text}
    return _("Revoked a link to a result")


@register_download("assessments")
def assessments_downloaded(facts: ActivityFacts) -> str:
    return _("Downloaded all assessments (format: %(format)s)") % {
        "format": facts.get("format").upper()
    }
