"""Registers how long assessments that nobody claimed are kept, and claims that wait with them."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.services.assessment import EMPTY_KEPT_FOR, empty_delete, unclaimed_delete
from assessments.services.claims import stale_claims_delete
from web.retention import RetentionRule, register_retention

register_retention(
    RetentionRule(
        key="empty_guest_assessments",
        label=_("Assessments without an account, an answer or a note"),
        kept_for=EMPTY_KEPT_FOR,
        counted_from=_("after they were started"),
        delete=empty_delete,
        is_hourly=True,
    )
)
register_retention(
    RetentionRule(
        key="guest_assessments",
        label=_("Assessments without an account"),
        kept_for=timedelta(days=settings.UNCLAIMED_DAYS),
        counted_from=_("after they were started"),
        delete=unclaimed_delete,
        is_hourly=True,  # a guest's result names the day
    )
)
register_retention(
    RetentionRule(
        key="assessment_claims",
        label=_("Notes of who gets an assessment once an email address is confirmed"),
        kept_for=timedelta(days=settings.UNCLAIMED_DAYS),
        counted_from=_("after the sign-up"),
        delete=stale_claims_delete,
    )
)
