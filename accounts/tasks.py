"""Names the jobs that delete companies and people, and registers how long other data is kept."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from accounts.services.account_erasure import account_erase, due_accounts_defer
from accounts.services.invitations import KEPT_FOR, old_invitations_delete
from accounts.services.sessions import ended_sessions_delete
from accounts.services.traces import sessions_naming_delete
from accounts.services.user_deletion import user_delete_finish
from jobs.tasks import Backoff
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
