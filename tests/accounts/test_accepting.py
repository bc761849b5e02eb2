"""Tests the link of an invitation: who may accept it, how, and how often."""

import logging

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import Account, Invitation, Membership, Role, User
from tests.accounts.inviting import accept_path, invite
from tests.accounts.test_link_scanners import scan
from tests.factories import PASSWORD, client_of, make_account, make_user

pytestmark = pytest.mark.django_db
EMAIL = "marta@example.com"
FIELDS = {"password1": PASSWORD, "password2": PASSWORD}
SECRETS = ("Nordlicht", "anna@example.com", EMAIL)


@pytest.fixture
def account(content):
    return make_account(make_user("anna@example.com"), name="Nordlicht")


def test_a_new_colleague_signs_up_from_the_email(account):
    token = invite(account, EMAIL, Role.VIEWER)
    guest = Client()
    page = guest.get(accept_path(token, "it")).content.decode()
    for fact in (*SECRETS, "disabled"):
        assert fact in page
    for field in ("company", "country", "currency"):
        assert f'name="{field}"' not in page
    mails = len(mail.outbox)
    response = guest.post(accept_path(token, "it"), FIELDS)
    assert response["Location"] == "/it/assessments/"
    user = User.objects.get(email=EMAIL)
    assert EmailAddress.objects.get(user=user).verified
    assert Membership.objects.get(user=user).role == Role.VIEWER
    assert user.language == "it"
    assert Account.objects.count() == 1
    assert len(mail.outbox) == mails  # nothing to confirm
    assert "Nordlicht" in guest.get("/it/assessments/").content.decode()


def test_the_address_is_that_of_the_invitation_whatever_is_sent(account):
    token = invite(account, EMAIL, Role.VIEWER)
    sent = FIELDS | {"email": "mallory@example.com", "role": "owner", "is_staff": "on"}
    Client().post(accept_path(token), sent)
    assert not User.objects.filter(email="mallory@example.com").exists()
    user = User.objects.get(email=EMAIL)
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert Membership.objects.get(user=user).role == Role.VIEWER


def test_a_weak_password_is_refused_and_the_invitation_stays(account):
    token = invite(account, EMAIL)
    response = Client().post(accept_path(token), {"password1": "123", "password2": "123"})
    assert response.status_code == 422
    assert 'class="error-summary"' in response.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()
    assert Invitation.objects.get().accepted_by is None


def test_who_has_an_account_signs_in_and_accepts(account):
    make_account(make_user(EMAIL), name="Alster")
    token = invite(account, EMAIL)
    client = Client()
    page = client.get(accept_path(token)).content.decode()
    assert f"/en/accounts/login/?next={accept_path(token)}" in page
    assert client.post(accept_path(token), FIELDS).status_code == 200  # no second sign-up
    sign_in = {"login": EMAIL, "password": PASSWORD, "next": accept_path(token)}
    arrived = client.post("/en/accounts/login/", sign_in, follow=True)
    assert "Accept the invitation" in arrived.content.decode()
    page = client.post(accept_path(token), follow=True).content.decode()
    assert "You now belong to Nordlicht." in page
    assert Membership.objects.get(account=account, user__email=EMAIL).role == Role.EDITOR


def test_scanners_of_mail_use_nothing_up(account):
    token = invite(account, EMAIL)
    scan(accept_path(token))
    assert Invitation.objects.get().accepted_by is None
    assert Client().post(accept_path(token), FIELDS).status_code == 302


def test_the_link_works_once(account):
    token = invite(account, EMAIL)
    first = Client()
    first.post(accept_path(token), FIELDS)
    for client in (Client(), Client()):
        assert client.get(accept_path(token)).status_code == 404
        assert client.post(accept_path(token), FIELDS).status_code == 404
    assert first.post(accept_path(token))["Location"] == "/en/assessments/"  # pressed twice
    assert Membership.objects.filter(account=account).count() == 2


def test_who_was_removed_does_not_come_back_by_the_old_link(account):
    token = invite(account, EMAIL)
    client = Client()
    client.post(accept_path(token), FIELDS)
    Membership.objects.filter(user__email=EMAIL).delete()
    assert client.post(accept_path(token)).status_code == 404
    assert client.get(accept_path(token)).status_code in (200, 404)
    assert not Membership.objects.filter(user__email=EMAIL).exists()
    invite(account, EMAIL)  # a new one is possible


@pytest.mark.parametrize("kind", ["another address", "not confirmed", "wanted address"])
def test_somebody_elses_session_cannot_accept_and_learns_nothing(account, kind):
    token = invite(account, EMAIL)
    if kind == "another address":
        user = make_user("mallory@example.com")
    elif kind == "not confirmed":
        user = User.objects.create_user(EMAIL, PASSWORD)
        EmailAddress.objects.create(user=user, email=EMAIL, primary=True, verified=False)
    else:  # has asked to sign in with the invited address, and has not confirmed it
        user = make_user("mallory@example.com")
        EmailAddress.objects.create(user=user, email=EMAIL, verified=False)
    client = client_of(user)
    for response in (client.get(accept_path(token)), client.post(accept_path(token), FIELDS)):
        assert response.status_code == 403
        page = response.content.decode()
        assert "This invitation is not for the account you are signed in with" in page
        text = page.replace(user.email, "") + str(response.headers)
        for secret in SECRETS:
            assert secret not in text
    assert not Membership.objects.filter(user=user).exists()
    out = client.post("/en/accounts/logout/", {"next": accept_path(token)})
    assert out["Location"] == accept_path(token)


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "é", "a" * 5000])
def test_an_unknown_token_opens_nothing(account, token):
    for client in (Client(), client_of(make_user())):
        response = client.get(accept_path(token))
        assert response.status_code == 404
        assert "This invitation no longer works" in response.content.decode()


def test_accepting_never_changes_a_role_that_one_has(account):
    user = make_user(EMAIL)
    token = invite(account, EMAIL, Role.VIEWER)
    Membership.objects.create(account=account, user=user, role=Role.OWNER)
    client_of(user).post(accept_path(token))
    assert Membership.objects.get(account=account, user=user).role == Role.OWNER


def test_the_company_that_was_joined_is_the_current_one(account):
    user = make_user(EMAIL)
    make_account(user, name="Alster")
    token = invite(account, EMAIL)
    client = client_of(user)
    client.post(accept_path(token))
    assert "Nordlicht</p>" in client.get("/en/account/").content.decode()


def test_the_token_is_in_no_log_and_reaches_no_other_host(account, caplog):
    caplog.set_level(logging.DEBUG)
    token = invite(account, EMAIL)
    response = Client().get(accept_path(token))
    Client().get(accept_path(token[:20]))
    Client().get(f"/en/accounts/login/?next={accept_path(token)}")
    Client().put(accept_path(token))
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert token[:12] not in caplog.text
