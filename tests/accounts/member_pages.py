"""Lists the pages of members, invitations and exports."""

from collections.abc import Iterator

from django.test import Client

from accounts.models import Account, Membership, Role, User
from tests.accounts.activities import make_one_of_each
from tests.accounts.exporting import make_export, request_export
from tests.accounts.inviting import invite
from tests.factories import add_member, client_of, confirmed_client_of, make_user


def pages_of_members(owner: User, account: Account) -> Iterator[tuple[Client, str]]:
    """Yields the pages of members, invitations and exports, and each answer to an invitation's link."""
    member, known = client_of(owner), make_user()
    colleague = Membership.objects.get(account=account, user=add_member(account, Role.EDITOR))
    new, of_known = invite(account, f"new-{known.email}"), invite(account, known.email)
    for path in ("members/", f"members/{colleague.pk}/remove/", "invitations/", "delete/"):
        yield member, f"account/{path}"
    make_one_of_each(account, owner)
    confirmed = confirmed_client_of(owner)
    for query in ("", "?group=deletion", "?since=x&until=2026-01-31"):
        yield confirmed, f"account/activity/{query}"
    yield client_of(colleague.user), f"account/members/{colleague.pk}/remove/"
    yield member, "account/export/"
    export = request_export(account, owner)
    make_export(account)
    for path in ("", f"{export.pk}/"):
        yield member, f"account/export/{path}"
    for client, token in (
        (Client(), new),
        (Client(), of_known),
        (client_of(known), of_known),
        (client_of(known), new),
        (Client(), "expired"),
    ):
        yield client, f"account/invitations/accept/{token}/"
