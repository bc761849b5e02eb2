"""Tests that nothing is done that an account's activity cannot show: both are one transaction."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import DatabaseError

from accounts.models import Account, Invitation, Logo, Membership, Role, User
from tests.accounts.inviting import invite
from tests.accounts.passkeys import add_passkey
from tests.accounts.sign_up import link_in
from tests.accounts.test_company import FIELDS, picture, upload
from tests.factories import PASSWORD, add_member

pytestmark = pytest.mark.django_db
BASE = "/en/accounts"
NEW = "another horse battery"


def state_of(account: Account) -> list:
    rows = Membership, Invitation, Account, Logo, Authenticator, User, EmailAddress
    return [list(model.objects.order_by("pk").values()) for model in rows]


def deeds(account: Account, member: int, invitation: str, link: str) -> dict:
    base = "/en/account"
    change = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    fields = {"email": "third@example.com", "role": "viewer", "language": "it"}
    return {
        "role": (f"{base}/members/{member}/", {"role": "viewer"}),
        "removal": (f"{base}/members/{member}/remove/", {}),
        "invitation": (f"{base}/invitations/", fields),
        "again": (f"{base}/invitations/{invitation}/again/", {}),
        "revocation": (f"{base}/invitations/{invitation}/revoke/", {}),
        "settings": (f"{base}/", FIELDS | {"name": "Acme GmbH"}),
        "logo": (f"{base}/", upload(picture())),
        "consent": (f"{base}/support/", {"allowed": "yes"}),
        "password": (f"{BASE}/password/change/", change),
        "address": (link, {}),
    }


@pytest.mark.parametrize("name", deeds(None, 0, "", ""))
def test_nothing_is_done_that_cannot_be_recorded(account, owner, monkeypatch, name):
    member = Membership.objects.get(user=add_member(account, Role.EDITOR)).pk
    invite(account, "marta@example.com")
    owner.post(f"{BASE}/email/", {"email": "other@example.com", "action_add": ""})
    link = link_in(mail.outbox[-2])
    before = state_of(account)
    path, data = deeds(account, member, Invitation.objects.get().pk, link)[name]

    def fail(request):
        raise DatabaseError

    monkeypatch.setattr("accounts.services.activity._address", fail)
    with pytest.raises(DatabaseError):
        owner.post(path, data)
    assert state_of(account) == before


def test_a_passkey_that_cannot_be_recorded_is_not_added(account, user, owner, monkeypatch):
    def fail(request):
        raise DatabaseError

    monkeypatch.setattr("accounts.services.activity._address", fail)
    with pytest.raises(DatabaseError):
        add_passkey(owner)
    assert not user.authenticator_set.exists()
