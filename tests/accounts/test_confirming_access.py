"""Tests that changing how one signs in needs the password or a second factor, typed lately."""

import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from localization.languages import CODES
from tests.accounts.sign_up import link_in
from tests.factories import PASSWORD, client_of, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
ASK = "/en/accounts/reauthenticate/"
SECRET = "JBSWY3DPEHPK3PXP"
CHANGE = {"email": "thief@example.com", "action_add": "1"}


@pytest.fixture
def user(content):
    user = make_user("old@example.com")
    make_account(user)
    return user


def addresses(user) -> set[tuple[str, bool]]:
    return set(user.emailaddress_set.values_list("email", "verified"))


def test_a_borrowed_session_cannot_change_the_address(user):
    client = client_of(user)
    response = client.post("/en/accounts/email/", CHANGE)
    assert response["Location"] == f"{ASK}?next=%2Fen%2Faccounts%2Femail%2F"
    assert client.post(response["Location"], {"password": "not this one"}).status_code == 200
    assert addresses(user) == {("old@example.com", True)}
    assert mail.outbox == []


def test_what_was_asked_is_done_after_the_password(user):
    client = client_of(user)
    ask = client.post("/en/accounts/email/", CHANGE)["Location"]
    assert client.post(ask, {"password": PASSWORD})["Location"] == "/en/accounts/email/"
    assert ("thief@example.com", False) in addresses(user)


@pytest.mark.parametrize("code", CODES)
def test_the_address_in_use_is_told_and_the_change_can_be_withdrawn(user, code):
    client = confirmed_client_of(user)
    client.post(f"/{code}/accounts/email/", CHANGE)
    to_new, to_old = mail.outbox
    assert (to_new.to, to_old.to) == (["thief@example.com"], ["old@example.com"])
    assert "thief@example.com" in to_old.body
    assert f"http://testserver/{code}/accounts/email/" in to_old.body
    user.refresh_from_db()
    assert user.email == "old@example.com"
    page = client.get(f"/{code}/accounts/email/").content.decode()
    assert "<strong>thief@example.com</strong>" in page
    withdraw = {"email": "thief@example.com", "action_remove": ""}
    client.post(f"/{code}/accounts/email/", withdraw)
    assert addresses(user) == {("old@example.com", True)}
    Client().post(link_in(to_new))
    assert addresses(user) == {("old@example.com", True)}


def test_the_confirmed_address_replaces_the_old_one(user):
    confirmed_client_of(user).post("/en/accounts/email/", CHANGE)
    Client().post(link_in(mail.outbox[0]))
    user.refresh_from_db()
    assert user.email == "thief@example.com"
    assert addresses(user) == {("thief@example.com", True)}
    assert mail.outbox[-1].to == ["old@example.com"]
    assert "If this was not you" in mail.outbox[-1].body


def test_a_confirmation_is_valid_for_ten_minutes(user, monkeypatch):
    client = confirmed_client_of(user)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 9 * 60)
    assert client.post("/en/accounts/email/", CHANGE)["Location"] == "/en/accounts/email/"
    monkeypatch.setattr(time, "time", lambda: now + 11 * 60)
    again = CHANGE | {"email": "again@example.com"}
    assert ASK in client.post("/en/accounts/email/", again)["Location"]


def test_the_second_factor_needs_it_too(user):
    client, pages = client_of(user), "/en/accounts/2fa/"
    assert ASK in client.post(f"{pages}totp/activate/", {"code": "123456"})["Location"]
    TOTP.activate(user, SECRET)
    for page in ("totp/deactivate/", "recovery-codes/generate/"):
        assert ASK in client.post(pages + page)["Location"]
    assert [each.type for each in user.authenticator_set.all()] == ["totp"]


def test_opening_the_figures_to_support_needs_it_and_closing_does_not(user):
    client, account = client_of(user), user.accounts.get()
    ask = client.post("/en/account/support/", {"allowed": "yes"})["Location"]
    account.refresh_from_db()
    assert not account.is_open_to_support
    assert client.post(ask, {"password": PASSWORD})["Location"] == "/en/account/"
    account.refresh_from_db()
    assert account.is_open_to_support
    assert (
        client_of(user).post("/en/account/support/", {"allowed": "no"})["Location"]
        == "/en/account/"
    )
    account.refresh_from_db()
    assert not account.is_open_to_support


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("accounts/user/{pk}/change/", {"email": "thief@example.com", "is_active": "on"}),
        ("accounts/user/{pk}/password/", {"password1": "taken-over", "password2": "taken-over"}),
        ("accounts/user/{pk}/delete/", {"post": "yes"}),
        (
            "accounts/user/",
            {"action": "delete_selected", "_selected_action": "{pk}", "post": "yes"},
        ),
        ("account/emailaddress/{address}/change/", {"email": "thief@example.com", "user": "{pk}"}),
        ("mfa/authenticator/{factor}/delete/", {"post": "yes"}),
    ],
)
def test_staff_confirm_before_they_change_how_somebody_signs_in(user, path, data):
    factor = TOTP.activate(user, SECRET).instance
    ids = {"pk": user.pk, "address": user.emailaddress_set.get().pk, "factor": factor.pk}
    path = "/admin/" + path.format(**ids)
    data = {name: value.format(**ids) for name, value in data.items()}
    before = (type(user).objects.filter(pk=user.pk).values().get(), addresses(user))
    client = client_of(make_user("staff@example.com", is_staff=True, is_superuser=True))
    assert client.get(path).status_code == 200
    response = client.post(path, data)
    assert "/accounts/reauthenticate/" in response["Location"]
    assert before == (type(user).objects.filter(pk=user.pk).values().get(), addresses(user))
    assert user.authenticator_set.filter(type="totp").exists()
    assert "taken-over" not in str(dict(client.session))
    assert "taken-over" not in client.session.get("account_reauthentication_state", {})["request"]


def test_what_staff_sent_is_done_after_the_password(user):
    client = client_of(make_user("staff@example.com", is_staff=True, is_superuser=True))
    data = {"email": user.email, "name": "Anna Rossi", "is_active": "on"}
    ask = client.post(f"/admin/accounts/user/{user.pk}/change/", data)["Location"]
    assert client.post(ask, {"password": PASSWORD})["Location"] == "/admin/accounts/user/"
    user.refresh_from_db()
    assert user.name == "Anna Rossi"


def code_at(step: int) -> str:
    return format_hotp_value(hotp_value(SECRET, step))


def test_an_authenticators_code_is_accepted_a_moment_late_and_once(user, monkeypatch):
    TOTP.activate(user, SECRET)
    step = int(time.time()) // 30
    monkeypatch.setattr(time, "time", lambda: step * 30 + 1)
    assert second_step(user, code_at(step - 1))
    assert not second_step(user, code_at(step - 1))
    assert not second_step(user, code_at(step - 2))
    assert second_step(user, code_at(step))


def test_a_used_code_is_refused_as_long_as_it_is_valid(user, monkeypatch):
    """Checks the time that it is remembered: allauth's own memory ends a step too early."""
    TOTP.activate(user, SECRET)
    step = int(time.time()) // 30
    assert second_step(user, code_at(step))
    monkeypatch.setattr(time, "time", lambda: (step + 1) * 30 + 29)
    monkeypatch.setattr(TOTP, "_mark_code_used", lambda self, code: True)
    assert not second_step(user, code_at(step))


def second_step(user, code: str) -> bool:
    client = Client()
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/en/accounts/2fa/authenticate/", {"code": code})
    return "_auth_user_id" in client.session
