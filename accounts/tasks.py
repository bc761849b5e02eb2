from django.core.management import call_command
from procrastinate.contrib.django import app

from accounts.services.invitations import old_invitations_delete


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="delete_old_invitations")
def delete_old_invitations(timestamp: int) -> None:
    old_invitations_delete()


@app.periodic(cron="47 2 * * *")
@app.task(queueing_lock="delete_ended_sessions")
def delete_ended_sessions(timestamp: int) -> None:
    call_command("delete_ended_sessions")
