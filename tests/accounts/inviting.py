"""Invites people in tests, from the page on which owners do it."""

import re

from django.core import mail

from accounts.models import Account, Membership, Role
from tests.factories import client_of, confirm

LINK = re.compile(r"http://testserver(/[a-z-]+/account/invitations/accept/([\w-]+)/)")


def invite(account: Account, email: str, role: Role = Role.EDITOR, language: str = "en") -> str:
    """Invites an address as an owner of the account; returns the token of the email."""
    owner = Membership.objects.filter(account=account, role=Role.OWNER).earliest("pk").user
    client = confirm(client_of(owner, account))
    fields = {"email": email, "role": role, "language": language}
    assert client.post("/en/account/invitations/", fields).status_code == 302
    return token_in(mail.outbox[-1])


def token_in(message: mail.EmailMessage) -> str:
    return LINK.search(message.body)[2]


def accept_path(token: str, language: str = "en") -> str:
    return f"/{language}/account/invitations/accept/{token}/"
