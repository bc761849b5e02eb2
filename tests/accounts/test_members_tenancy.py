"""Tests who may read and change the members, invitations and exports of an account.

Every address, by every method, for every kind of reader.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.domain.pictures import Picture
from accounts.models import Account, AccountExport, Invitation, Logo, Membership, Role
from accounts.services.logo import logo_set
from tests.accounts.exporting import EXPORTED, make_export
from tests.accounts.inviting import invite
from tests.factories import (
    PASSWORD,
    add_member,
    client_of,
    confirm,
    make_account,
    make_user,
)
from tests.module_rows import module_transaction

pytestmark = pytest.mark.django_db
SECRET = "Fürstliche Werke"
OWNER, MEMBER, INVITED = "owner@secret.example", "member@secret.example", "new@secret.example"
LOGIN, GONE, FORBIDDEN, WRONG, DONE, OPEN = "sign-in", 404, 403, 405, 302, 200
# What may write comes last.
METHODS = ["get", "head", "put", "patch", "delete", "options", "post"]
MENU = re.compile(r'<details class="menu menu--company">.*?</details>', re.DOTALL)
# A member of several companies reads on every page that one of them is going to be deleted.
NOTICE = re.compile(r'<section [^>]*aria-labelledby="deletion-.*?</section>', re.DOTALL)
OUTSIDERS = ["anonymous", "other account", "no account", "removed member", "mid-switch"]
READERS = [*OUTSIDERS, "viewer", "editor", "owner"]
# name: (address, what an owner gets for GET, for POST, a viewer and an editor for GET, for POST)
OF_ACCOUNT = {
    "accounts:members": ("members/", OPEN, WRONG, OPEN, WRONG),
    "accounts:logo": ("logo/{logo}/", OPEN, WRONG, OPEN, WRONG),
    "accounts:activity": ("activity/", OPEN, WRONG, FORBIDDEN, WRONG),
    "accounts:activity_csv": ("activity.csv", OPEN, WRONG, FORBIDDEN, WRONG),
    "accounts:invitations": ("invitations/", OPEN, DONE, FORBIDDEN, FORBIDDEN),
    "accounts:delete": ("delete/", OPEN, DONE, FORBIDDEN, FORBIDDEN),
    "accounts:delete_undo": ("delete/undo/", WRONG, DONE, WRONG, FORBIDDEN),
    "accounts:exports": ("export/", OPEN, DONE, FORBIDDEN, FORBIDDEN),
    "accounts:export": ("export/{export}/", OPEN, WRONG, FORBIDDEN, WRONG),
    "accounts:export_download": ("export/{export}/download/", OPEN, WRONG, FORBIDDEN, WRONG),
    "accounts:member": ("members/{member}/", DONE, DONE, FORBIDDEN, FORBIDDEN),
    "accounts:member_remove": ("members/{member}/remove/", OPEN, DONE, FORBIDDEN, FORBIDDEN),
    "accounts:invitation_again": ("invitations/{invitation}/again/", WRONG, DONE, WRONG, FORBIDDEN),
    "accounts:invitation_revoke": (
        "invitations/{invitation}/revoke/", WRONG, DONE, WRONG, FORBIDDEN,
    ),
}  # fmt: skip
# For whoever holds the token: test_accepting.py.
OF_TOKEN = {"accounts:invitation_accept": "invitations/accept/{token}/"}
ADDRESSES = OF_ACCOUNT.keys() | OF_TOKEN.keys()
DATA = {"email": "third@example.com", "role": "viewer", "language": "it"}
PAGE_FIRST = {
    "accounts:members",
    "accounts:invitations",
    "accounts:exports",
    "accounts:delete",
    "accounts:delete_undo",
    "accounts:activity",
    "accounts:activity_csv",
}
"""These show the reader's own account to every owner."""


class Tenant:
    """Represents an account with a member and an invitation, and a reader of each kind."""

    def __init__(self):
        self.account = make_account(make_user(OWNER), name=SECRET)
        self.member = Membership.objects.get(
            user=add_member(self.account, Role.EDITOR, make_user(MEMBER)), account=self.account
        )
        other, both = make_user(), make_user()
        make_account(other, name="Other")
        add_member(self.account, Role.OWNER, both)
        removed = add_member(self.account, Role.OWNER)
        Membership.objects.filter(user=removed).delete()
        logo_set(account=self.account, picture=Picture(b"picture", "image/png"))
        self.logo = Logo.objects.get(account=self.account).digest
        self.token = invite(self.account, INVITED)
        self.export = make_export(self.account)
        self.invitation = Invitation.objects.get(email=INVITED)
        self.users = {
            "other account": other,
            "no account": make_user(),
            "removed member": removed,
            "mid-switch": both,
            "viewer": add_member(self.account, Role.VIEWER),
            "editor": add_member(self.account, Role.EDITOR),
            "owner": add_member(self.account, Role.OWNER),
        }
        own = make_account(both, name="Own")
        self.chosen = {"mid-switch": own, "removed member": self.account}

    def client(self, reader: str) -> Client:
        """Returns a new client of the reader; owners have just typed the password."""
        if reader == "anonymous":
            return Client()
        client = client_of(self.users[reader], self.chosen.get(reader))
        return confirm(client) if reader in ("owner", "other account", "mid-switch") else client

    def url(self, path: str) -> str:
        return "/en/account/" + path.format(
            member=self.member.pk,
            invitation=self.invitation.pk,
            token=self.token,
            logo=self.logo,
            export=self.export.pk,
        )

    def state(self) -> tuple:
        of_account = {"account": self.account}
        return (
            list(Account.objects.filter(pk=self.account.pk).values()),
            list(Membership.objects.filter(**of_account).order_by("pk").values()),
            list(Invitation.objects.filter(**of_account).order_by("pk").values()),
            list(AccountExport.objects.filter(**of_account).order_by("pk").values()),
        )


@pytest.fixture(scope="module")
def tenant(django_db_setup, django_db_blocker):
    with module_transaction(django_db_blocker):
        yield Tenant()


def outcome(response):
    is_sign_in = response.status_code == 302 and "/accounts/login/" in response["Location"]
    return LOGIN if is_sign_in else response.status_code


def allowed_outcomes(name: str, method: str, reader: str) -> set:
    _, *answers = OF_ACCOUNT[name]
    reads, writes = answers[:2] if reader not in ("viewer", "editor") else answers[2:]
    expected = {"get": reads, "head": reads, "post": writes}.get(method, WRONG)
    if expected == WRONG:  # the method is refused before or after the reader
        refused = {"anonymous": LOGIN, "no account": DONE, "removed member": DONE}.get(reader)
        return {WRONG, refused}
    if reader == "anonymous":
        return {LOGIN}
    if reader in ("viewer", "editor", "owner"):
        return {expected}
    if reader in ("no account", "removed member"):
        return {DONE}  # to the page on which to create a company
    return {expected} if name in PAGE_FIRST else {GONE}


def assert_no_secret(response, messages=()) -> None:
    """Asserts that nothing is said of the account; the menu may name it, to a member of it."""
    content = b"".join(response).decode()  # a file is streamed
    page = NOTICE.sub("", MENU.sub("", content)) + str(response.headers)
    for secret in (SECRET, OWNER, MEMBER, INVITED, EXPORTED):
        assert secret not in page + "".join(message.body for message in messages)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", OF_ACCOUNT)
def test_members_and_invitations(tenant, name, reader):
    path, *_ = OF_ACCOUNT[name]
    if name == "accounts:delete_undo":  # there is something to undo
        Account.objects.update(deletion_due_at=timezone.now() + timedelta(days=7))
    client, before, mails = tenant.client(reader), tenant.state(), len(mail.outbox)
    for method in METHODS:
        response = send(client, method, tenant.url(path), name)
        got = outcome(response)
        assert got in allowed_outcomes(name, method, reader), method
        is_written = tenant.state() != before
        assert is_written == (reader == "owner" and method == "post" and got == DONE), method
        if reader in OUTSIDERS:
            assert_no_secret(response, mail.outbox[mails:])
        if reader not in ("owner", "other account", "mid-switch"):
            assert len(mail.outbox) == mails, method


def send(client: Client, method: str, url: str, name: str):
    if method != "post":
        return getattr(client, method)(url)
    return client.post(url, DATA if name == "accounts:invitations" else {"role": "viewer"})


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", OF_TOKEN)
def test_the_link_of_an_invitation(tenant, name, reader):
    """Lets nobody in but the invited person: for others there is one page, which says nothing."""
    client, before = tenant.client(reader), tenant.state()
    for method in METHODS:
        data = {"password1": PASSWORD, "password2": PASSWORD} if method == "post" else None
        response = getattr(client, method)(tenant.url(OF_TOKEN[name]), data)
        got = outcome(response)
        if method not in ("get", "head", "post"):
            assert got == WRONG, method
        elif reader == "anonymous":
            assert got == (DONE if method == "post" else OPEN), method
        else:
            assert got == FORBIDDEN, method
            assert_no_secret(response)
        is_written = tenant.state() != before
        assert is_written == (reader == "anonymous" and method == "post"), method


@pytest.mark.parametrize("reader", ["viewer", "editor"])
def test_a_lesser_role_is_told_whom_to_ask(tenant, reader):
    page = tenant.client(reader).get("/en/account/invitations/").content.decode()
    assert OWNER in page


@pytest.mark.parametrize("reader", ["viewer", "editor"])
def test_who_signs_in_how_and_when_is_for_owners(tenant, reader):
    assert "Last sign-in" in tenant.client("owner").get("/en/account/members/").content.decode()
    assert "Last sign-in" not in tenant.client(reader).get("/en/account/members/").content.decode()
