from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="47 2 * * *")
@app.task(queueing_lock="delete_ended_sessions")
def delete_ended_sessions(timestamp: int) -> None:
    call_command("delete_ended_sessions")
