from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="37 * * * *")
@app.task(queueing_lock="delete_old_submissions")
def delete_old_submissions(timestamp: int) -> None:
    call_command("delete_old_submissions")


@app.periodic(cron="27 2 * * *")
@app.task(queueing_lock="delete_expired_sessions")
def delete_expired_sessions(timestamp: int) -> None:
    call_command("clearsessions")
