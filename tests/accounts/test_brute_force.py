"""Tests that guessing passwords stops, and that it locks out whoever guesses, not the owner."""

import time

import pytest
from django.core import mail
from django.test import Client

from accounts.adapter.known_device import COOKIE
from tests.accounts.sign_up import link_in
from tests.factories import PASSWORD, make_account, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/en/accounts/login/"
NEW = "another horse battery"
PAUSE = 5 * 60  # in seconds


@pytest.fixture
def user(content):
    user = make_user("anna@example.com")
    make_account(user)
    return user


def attempt(email: str, password: str, client: Client | None = None, address: str = "", **headers):
    client = client or Client()
    extra = {"REMOTE_ADDR": address} if address else {}
    return client.post(LOGIN, {"login": email, "password": password}, headers=headers, **extra)


def guess(user, number: int, **headers) -> None:
    """Types wrong passwords, each from a network address of its own."""
    for index in range(number):
        attempt(user.email, f"wrong {index}", address=f"10.8.0.{index}", **headers)


def opens(user, password: str = PASSWORD, client: Client | None = None, address: str = "10.9.0.1"):
    return attempt(user.email, password, client, address).status_code == 302


def test_the_sixth_try_is_refused_wherever_it_comes_from(user):
    guess(user, 4)
    assert opens(user)
    guess(user, 5)
    assert not opens(user)
    assert "Too many" in attempt(user.email, PASSWORD, address="10.9.0.2").content.decode()


def test_the_right_password_works_after_the_pause(user, monkeypatch):
    now = time.time()
    guess(user, 5)
    assert not opens(user)
    monkeypatch.setattr(time, "time", lambda: now + PAUSE + 1)
    assert opens(user)


@pytest.mark.parametrize("hosts", [["localhost:1", "localhost:2"], ["testserver", "127.0.0.1"]])
def test_another_host_header_brings_no_other_count(user, hosts):
    guess(user, 3, host=hosts[0])
    guess(user, 3, host=hosts[1])
    assert not opens(user)


def test_no_more_than_thirty_tries_a_minute_from_one_address(content):
    answers = [
        attempt(f"user{number}@example.com", "wrong", address="10.6.0.1").status_code
        for number in range(31)
    ]
    assert answers == [200] * 30 + [429]
    page = attempt("user40@example.com", "wrong", address="10.6.0.2").content.decode()
    assert "is wrong" in page  # another address has its own count


def test_a_forged_header_brings_no_other_address(user, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        attempt("x@example.com", "w", **{"x-forwarded-for": f"10.5.0.{number}, 10.4.0.1"})
        for number in range(31)
    ]
    assert answers[-1].status_code == 429


def test_a_known_device_is_not_locked_out_by_others(user):
    device = Client()
    assert opens(user, client=device)
    device.post("/en/accounts/logout/")
    guess(user, 9)
    assert not opens(user)
    assert opens(user, client=device)


def test_a_known_device_may_not_guess_without_end(user):
    device = Client()
    assert opens(user, client=device)
    device.post("/en/accounts/logout/")
    for number in range(5):
        attempt(user.email, "wrong", device, f"10.3.0.{number}")
    assert not opens(user, client=device)


def test_a_device_is_known_for_those_alone_who_signed_in_there(user):
    attacker = make_user("mallory@example.com")
    device = Client()
    assert opens(attacker, client=device)
    device.post("/en/accounts/logout/")
    guess(user, 5)
    assert not opens(user, client=device)
    assert user.email not in device.cookies[COOKIE].value


@pytest.mark.parametrize("value", ["", "x", "x:y:z", "W10:1w:x"])
def test_a_forged_cookie_is_no_known_device(user, value):
    client = Client()
    client.cookies[COOKIE] = value
    guess(user, 5)
    assert not opens(user, client=client)


def test_an_email_opens_the_door(user):
    """Checks the link, and that guesses afterwards do not close it again in that browser."""
    guess(user, 5)
    browser = Client(REMOTE_ADDR="10.2.0.1")
    browser.post("/en/accounts/password/reset/", {"email": user.email})
    form = browser.get(link_in(mail.outbox[-1]))["Location"]
    browser.post(form, {"password1": NEW, "password2": NEW})
    guess(user, 5)
    assert not opens(user, NEW)
    assert opens(user, NEW, client=browser)


def test_several_people_share_a_device(content):
    users = [make_user() for _ in range(3)]
    device = Client()
    for user in users:
        assert opens(user, client=device)
        device.post("/en/accounts/logout/")
    guess(users[0], 5)
    assert opens(users[0], client=device)
