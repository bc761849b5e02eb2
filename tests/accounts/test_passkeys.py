"""Tests passkeys: as second factor, for sign-in without a password, and beside other factors."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client

from tests.accounts.passkeys import Passkey, add_passkey, options_on, sign_in_by_passkey
from tests.backoffice.test_two_factor import SECRET, code_now
from tests.factories import PASSWORD, client_of, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
BASE = "/en/accounts/2fa"
AUTHENTICATE = f"{BASE}/authenticate/"


@pytest.fixture
def user(content):
    user = make_user("anna@example.com")
    make_account(user)
    return user


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def ask_for_factor(user) -> Client:
    client = Client()
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert not is_signed_in(client)
    return client


def test_a_passkey_signs_in_without_a_password_and_without_a_code(user):
    passkey = add_passkey(confirmed_client_of(user))
    TOTP.activate(user, SECRET)
    client = Client()
    response = sign_in_by_passkey(client, passkey, next="/en/account/")
    assert response["Location"] == "/en/account/"
    assert client.session["_auth_user_id"] == str(user.pk)
    off_host = sign_in_by_passkey(Client(), passkey, next="https://evil.example/")
    assert off_host["Location"] == "/en/assessments/"


def test_after_the_password_a_passkey_a_code_or_a_recovery_code_is_asked_for(user):
    owner = confirmed_client_of(user)
    passkey = add_passkey(owner)
    codes = owner.get(f"{BASE}/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    TOTP.activate(user, SECRET)
    client = ask_for_factor(user)
    options = options_on(client.get(AUTHENTICATE))
    assert client.post(AUTHENTICATE, {"credential": passkey.get(options)}).status_code == 302
    assert is_signed_in(client)
    for code in (code_now(), codes[0]):
        client = ask_for_factor(user)
        assert client.post(AUTHENTICATE, {"code": code}).status_code == 302
        assert is_signed_in(client)


def test_another_or_a_repeated_answer_signs_nobody_in(user):
    passkey = add_passkey(confirmed_client_of(user))
    stranger = Passkey()
    stranger.user_handle, stranger.id = passkey.user_handle, passkey.id
    for client in (Client(), Client()):
        assert sign_in_by_passkey(client, stranger)["Location"] == "/en/accounts/login/"
        assert not is_signed_in(client)
    client = ask_for_factor(user)
    answer = passkey.get(options_on(client.get(AUTHENTICATE)))
    assert client.post(AUTHENTICATE, {"credential": answer}).status_code == 302
    client = ask_for_factor(user)
    client.get(AUTHENTICATE)
    assert client.post(AUTHENTICATE, {"credential": answer}).status_code == 200
    assert not is_signed_in(client)


def test_without_a_passkey_none_is_offered_as_second_factor(user):
    TOTP.activate(user, SECRET)
    assert "Use your passkey" not in ask_for_factor(user).get(AUTHENTICATE).content.decode()


def test_a_passkey_confirms_who_one_is(user):
    passkey = add_passkey(confirmed_client_of(user))
    client = client_of(user)
    asked = client.post("/en/account/support/", {"allowed": "yes"})["Location"]
    page = client.get(asked).content.decode()
    assert f"{BASE}/webauthn/reauthenticate/" in page
    asked = asked.replace("/reauthenticate/", "/2fa/webauthn/reauthenticate/")
    options = options_on(client.get(asked))
    response = client.post(asked, {"credential": passkey.get(options)})
    assert response["Location"] == "/en/account/"
    assert user.accounts.get().is_open_to_support


def test_adding_and_removing_needs_the_password_and_is_told(user):
    borrowed = client_of(user)
    assert "/reauthenticate/" in borrowed.get(f"{BASE}/webauthn/add/")["Location"]
    client = confirmed_client_of(user)
    add_passkey(client)
    assert [message.subject for message in mail.outbox] == ["New passkey for MSP Maturity"]
    key = Authenticator.objects.get(type="webauthn").pk
    assert "/reauthenticate/" in borrowed.post(f"{BASE}/webauthn/keys/{key}/remove/")["Location"]
    client.post(f"{BASE}/webauthn/keys/{key}/edit/", {"name": "Blue key"})
    assert "Blue key" in client.get(f"{BASE}/webauthn/").content.decode()
    assert "“Blue key”" in client.get(f"{BASE}/webauthn/keys/{key}/remove/").content.decode()
    client.post(f"{BASE}/webauthn/keys/{key}/remove/")
    assert mail.outbox[-1].subject == "Passkey for MSP Maturity removed"
    assert not Authenticator.objects.exists()


def test_nobody_changes_anothers_passkey(user):
    add_passkey(confirmed_client_of(user))
    key = Authenticator.objects.get(type="webauthn").pk
    other = confirmed_client_of(make_user())
    for what in ("edit", "remove"):
        for method in (other.get, other.post):
            assert method(f"{BASE}/webauthn/keys/{key}/{what}/").status_code == 404
    assert Authenticator.objects.filter(pk=key).exists()


def test_a_passkey_opens_the_admin_to_staff(user, settings):
    settings.STAFF_TWO_FACTOR = True
    user.is_staff = user.is_superuser = True
    user.save()
    passkey = add_passkey(confirmed_client_of(user))
    client = Client()
    sign_in_by_passkey(client, passkey)
    assert client.get("/admin/").status_code == 200
    client = client_of(user)  # a session from before
    page = client.get("/admin/", follow=True).content.decode()
    assert f"{BASE}/webauthn/reauthenticate/?next=%2Fadmin%2F" in page
