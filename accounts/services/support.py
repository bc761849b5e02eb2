"""Records each time that support reads data of an account, with what it reads."""

from django.db import transaction

from accounts.models import Account, ActorType, User
from accounts.registry import Table, log_support_access, support_results, support_status
from accounts.services.activity import activity_record, user_activity_record

STATES, FIGURES, MEMBERS = "states", "figures", "members"


@transaction.atomic
def support_states_read(*, account: Account, reader: User) -> list[Table]:
    """Returns what the account began and finished, and records that support has read it."""
    _record(account, reader, STATES)
    return support_status(account, reader)


@transaction.atomic
def support_figures_read(*, account: Account, reader: User) -> list[Table]:
    """Returns scores and KPI values, and records that support has read them.

    Raises PermissionError, and records nothing, while the account does not allow it.
    """
    _record(account, reader, FIGURES)
    return support_results(account, reader)


def support_members_read(*, account: Account, reader: User) -> None:
    """Records that support has read who the members of an account are."""
    log_support_access(MEMBERS, account.pk, reader)
    _record(account, reader, MEMBERS)


def support_user_read(*, user: User, reader: User) -> None:
    """Records in each account of a user that support has read the user's page."""
    if reader.pk != user.pk:
        user_activity_record(user=user, kind="support_looked", by=reader, details={"what": MEMBERS})


def _record(account: Account, reader: User, what: str) -> None:
    activity_record(
        account_id=account.pk,
        kind="support_looked",
        by=reader,
        actor_type=ActorType.SUPPORT,
        details={"what": what},
    )
