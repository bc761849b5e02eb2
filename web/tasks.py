"""Registers how long sessions, unsaved submissions and rows of the cache are kept."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from web.expired_rows import expired_cache_rows_delete, expired_sessions_delete
from web.models import KEPT_FOR
from web.retention import RetentionRule, register_retention
from web.submission_store import old_submissions_delete

register_retention(
    RetentionRule(
        key="unsaved_submissions",
        label=_("Entries of a form that could not be saved"),
        kept_for=KEPT_FOR,
        counted_from=_("after they were sent"),
        delete=old_submissions_delete,
        is_hourly=True,
    )
)
register_retention(
    RetentionRule(
        key="sessions",
        label=_("Sessions of browsers"),
        kept_for=timedelta(0),
        counted_from=_("when they have ended"),
        delete=expired_sessions_delete,
    )
)
register_retention(
    RetentionRule(
        key="rate_limits",
        label=_("Counts of attempts by network address, browser or email address"),
        kept_for=timedelta(0),
        counted_from=_("when they no longer count"),
        delete=expired_cache_rows_delete,
        is_hourly=True,
    )
)
