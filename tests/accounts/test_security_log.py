"""Tests that security events are logged: one line each, with the user's key and nothing personal."""

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.passkeys import add_passkey, sign_in_by_passkey
from tests.accounts.sign_up import FIELDS, link_in
from tests.factories import PASSWORD, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
BASE = "/en/accounts"
NEW = "another horse battery"


@pytest.fixture
def user(content):
    user = make_user("anna@example.com", name="Anna Rossi")
    make_account(user)
    return user


@pytest.fixture
def lines(caplog, user):
    """Returns the events since the last call, with U for the user's key."""

    def read() -> list[str]:
        logged = [r.getMessage() for r in caplog.records if r.name == "security"]
        caplog.clear()
        assert not [line for line in logged if "@" in line or "anna" in line.lower()]
        assert not [line for line in logged if "\n" in line or "127.0.0.1" in line]
        return [line.replace(f"user {user.pk}", "user U") for line in logged]

    caplog.set_level("INFO", logger="security")
    read()
    return read


def sign_in(user, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(f"{BASE}/login/", {"login": user.email, "password": password})
    return client


def test_sign_in_failure_lock_out_and_sign_out(user, lines):
    client = sign_in(user)
    assert lines() == ["user U signed in (password)"]
    client.post(f"{BASE}/logout/")
    assert lines() == ["user U signed out"]
    for _ in range(5):
        sign_in(user, "wrong")
    assert lines() == ["user U: wrong password"] * 5
    sign_in(user)
    assert lines() == ["user U: locked out"]
    Client().post(f"{BASE}/login/", {"login": "nobody@example.com", "password": "x"})
    assert lines() == ["user None: wrong password"]


def test_passwords_and_sessions(user, lines):
    sign_in(user)
    client = sign_in(user)
    lines()
    client.post(f"{BASE}/sessions/")
    assert lines() == ["user U ended 1 other sessions"]
    client.post(f"{BASE}/reauthenticate/", {"password": PASSWORD})
    change = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(f"{BASE}/password/change/", change)
    assert lines() == ["user U: password changed, other sessions ended"]
    browser = Client()
    browser.post(f"{BASE}/password/reset/", {"email": user.email})
    form = browser.get(link_in(mail.outbox[-1]))["Location"]
    browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    assert lines() == ["user U: password reset by email"]


@pytest.mark.django_db(transaction=True)  # new recovery codes are told after the commit
def test_second_factors(user, lines):
    client = confirmed_client_of(user)
    passkey = add_passkey(client)
    added = "user U: second factor {} added"
    assert lines() == [added.format("webauthn"), added.format("recovery_codes")]
    sign_in_by_passkey(Client(), passkey)
    assert lines() == ["user U signed in (webauthn)"]
    asked = sign_in(user)
    asked.post(f"{BASE}/2fa/authenticate/", {"code": "000000"})
    assert lines() == ["user U: wrong second factor"]
    client.post(f"{BASE}/2fa/recovery-codes/generate/")
    assert lines() == ["user U: second factor recovery_codes renewed"]
    key = user.authenticator_set.get(type="webauthn").pk
    client.post(f"{BASE}/2fa/webauthn/keys/{key}/remove/")
    assert lines()[0] == "user U: second factor webauthn removed"


def test_sign_up_and_a_new_address(user, lines):
    Client().post(f"{BASE}/signup/", FIELDS | {"email": "new@example.com"})
    assert [line.split(": ")[1] for line in lines()] == ["signed up"]
    client = confirmed_client_of(user)
    client.post(f"{BASE}/email/", {"email": "other@example.com", "action_add": ""})
    lines()
    Client().post(link_in(mail.outbox[-2]))
    assert "user U: email address changed" in lines()
