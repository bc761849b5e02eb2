from django.core.management import call_command
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from accounts.services.activity import (
    ADDRESS_KEPT_FOR,
    KEPT_FOR,
    old_activities_delete,
    old_addresses_shorten,
)
from accounts.services.invitations import old_invitations_delete
from web.retention import RetentionRule, register_retention

register_retention(
    RetentionRule(
        key="activity_addresses",
        label=_("IP addresses in a company’s activity; their network remains"),
        kept_for=ADDRESS_KEPT_FOR,
        counted_from=_("after the activity"),
        delete=old_addresses_shorten,
    )
)
register_retention(
    RetentionRule(
        key="activities",
        label=_("Entries of a company’s activity"),
        kept_for=KEPT_FOR,
        counted_from=_("after the activity"),
        delete=old_activities_delete,
    )
)


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="delete_old_invitations")
def delete_old_invitations(timestamp: int) -> None:
    old_invitations_delete()


@app.periodic(cron="47 2 * * *")
@app.task(queueing_lock="delete_ended_sessions")
def delete_ended_sessions(timestamp: int) -> None:
    call_command("delete_ended_sessions")
