from django.core.management import call_command
from procrastinate.contrib.django import app


@app.periodic(cron="7 2 * * *")
@app.task(queueing_lock="delete_unclaimed")
def delete_unclaimed(timestamp: int) -> None:
    call_command("delete_unclaimed")
