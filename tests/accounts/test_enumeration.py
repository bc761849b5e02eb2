"""Tests that sign-up, sign-in and password reset do not tell whether an address has an account.

Not by their answers, nor by their time: what costs time is counted, hashes and mails.
"""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import Account, User
from assessments.models import AssessmentClaim
from tests.accounts.passkeys import add_passkey
from tests.accounts.sign_up import FIELDS, begin
from tests.factories import PASSWORD, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "anna@example.com", "emma@example.com"
DOORS = {
    "signup/": lambda email: FIELDS | {"email": email},
    "login/": lambda email: {"login": email, "password": "not this one"},
    "password/reset/": lambda email: {"email": email},
}


@pytest.mark.parametrize("door", DOORS)
def test_answers_hashes_and_mails_are_the_same(content, monkeypatch, door):
    make_account(make_user(KNOWN))
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: hashed.append("once") or encode(*args)
    )
    answers = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        hashed.clear()
        mail.outbox.clear()
        client = Client()
        begin(client)
        answers.append(
            (answer(client, door, DOORS[door](email), email), len(hashed), len(mail.outbox))
        )
    assert answers[0] == answers[1]
    assert answers[0][1] == (0 if door == "password/reset/" else 1)
    assert answers[0][2] == (0 if door == "login/" else 1)


def test_a_sign_up_with_a_known_address_leaves_nothing_behind(content):
    make_account(make_user(KNOWN))
    for _ in range(2):
        client = Client()
        begin(client)
        client.post("/en/accounts/signup/", FIELDS | {"email": KNOWN})
    assert (User.objects.count(), Account.objects.count()) == (1, 1)
    assert not AssessmentClaim.objects.exists()


@pytest.mark.parametrize("number", [4, 5, 6, 12])
def test_too_many_attempts_are_answered_alike(content, number):
    make_account(make_user(KNOWN))
    answers = []
    for email in (KNOWN, UNKNOWN):
        cache.clear()
        for _ in range(number):
            given = answer(Client(), "login/", DOORS["login/"](email), email)
        answers.append(given)
    assert answers[0] == answers[1]


@pytest.mark.parametrize("known", [True, False])
def test_a_passkey_is_asked_for_without_naming_anybody(content, known):
    """Checks what the server asks of a browser: it would name the passkeys of a known address."""
    if known:
        add_passkey(confirmed_client_of(make_user(KNOWN)))
    path = "/en/accounts/2fa/webauthn/login/"
    options = Client().get(path, headers={"accept": "application/json"}).json()["request_options"]
    assert not options["publicKey"].get("allowCredentials")


def answer(client: Client, door: str, data: dict[str, str], email: str) -> tuple:
    """Returns what the browser gets, with the page after it, without tokens and the address."""
    response = client.post(f"/en/accounts/{door}", data, follow=True)
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    # The second in which a page expires is that of its answer.
    headers = {
        name: value
        for name, value in response.headers.items()
        if name not in ("Set-Cookie", "Expires")
    }
    cookies = {name: {**morsel, "expires": ""} for name, morsel in client.cookies.items()}
    return response.redirect_chain, response.status_code, headers, cookies, body.replace(email, "")


def test_both_browsers_go_on_with_their_assessment(content):
    make_account(make_user(KNOWN))
    for email in (KNOWN, UNKNOWN):
        client = Client()
        key = begin(client)
        client.post("/en/accounts/signup/", FIELDS | {"email": email, "password1": PASSWORD})
        assert "/sections/" in client.get(f"/en/assessments/{key}/")["Location"]
