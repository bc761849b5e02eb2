from procrastinate.contrib.django import app

from accounts.services.invitations import old_invitations_delete


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="delete_old_invitations")
def delete_old_invitations(timestamp: int) -> None:
    old_invitations_delete()
