from uuid import UUID

from django.core.management import call_command
from procrastinate.contrib.django import app

from accounts.services.account_erasure import account_erase, due_accounts_defer
from accounts.services.invitations import old_invitations_delete
from accounts.services.traces import sessions_naming_delete
from accounts.services.user_deletion import user_delete_finish
from jobs.tasks import Backoff


@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="delete_old_invitations")
def delete_old_invitations(timestamp: int) -> None:
    old_invitations_delete()


@app.periodic(cron="47 2 * * *")
@app.task(queueing_lock="delete_ended_sessions")
def delete_ended_sessions(timestamp: int) -> None:
    call_command("delete_ended_sessions")


@app.task(retry=Backoff())
def delete_account(*, account_id: str) -> None:
    account_erase(account_id=UUID(account_id))


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="delete_due_accounts")
def delete_due_accounts(timestamp: int) -> None:
    """Catches up on accounts whose own job was lost, or has failed for good."""
    due_accounts_defer()


@app.task(retry=Backoff())
def delete_user(*, user_id: int) -> None:
    """Finishes the deletion of a person, where a process was killed on the way."""
    user_delete_finish(user_id=user_id)


@app.task(retry=Backoff())
def delete_sessions_naming(*, user_id: int, marks: list[str]) -> None:
    sessions_naming_delete(user_id=user_id, marks=frozenset(marks))
