from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="17 2 * * *")
@app.task(queueing_lock="delete_old_drafts")
def delete_old_drafts(timestamp: int) -> None:
    call_command("delete_old_drafts")
