"""Registers how long invitations and the lists of devices are kept."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.services.invitations import KEPT_FOR, old_invitations_delete
from accounts.services.sessions import ended_sessions_delete
from web.retention import RetentionRule, register_retention

register_retention(
    RetentionRule(
        key="invitations",
        label=_("Invitations, accepted or not"),
        kept_for=KEPT_FOR,
        counted_from=_("after they expired"),
        delete=old_invitations_delete,
    )
)
register_retention(
    RetentionRule(
        key="devices",
        label=_("Devices on which somebody was signed in, with their IP address"),
        kept_for=timedelta(0),
        counted_from=_("when the session has ended"),
        delete=ended_sessions_delete,
    )
)
