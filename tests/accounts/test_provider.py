"""Tests sign-in with an OpenID Connect provider, which runs beside the tests."""

import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from accounts.models import User
from assessments.models import Assessment
from tests.accounts.sign_up import begin, link_in
from tests.backoffice.test_two_factor import SECRET
from tests.factories import client_of, confirmed_client_of, make_account, make_user
from tests.robustness.conftest import free_port, is_up

pytestmark = pytest.mark.django_db
LEAVE = "/it/accounts/provider/provider/"
SIGN_UP = "/it/accounts/provider/signup/"
COMPANY = {"company": "Rossi Servizi", "country": "IT", "currency": "EUR"}
CLAIMS = {"email": "anna@example.com", "email_verified": True, "name": "Anna Rossi"}


@pytest.fixture(scope="module")
def issuer():
    """Starts a provider in a process of its own, and returns its address."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    for _ in range(300):
        if is_up(address):
            break
        time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(15)


@pytest.fixture
def provider(issuer, settings, content):
    def configure(*, trusted: bool = False) -> str:
        settings.OIDC_PROVIDER = {
            "provider_id": "provider",
            "name": "Example ID",
            "client_id": "msp",
            "secret": "secret",
            "settings": {"server_url": issuer, "email_authentication": trusted},
        }
        return issuer

    configure()
    return configure


def come_back(client: Client, issuer: str, query: str = "", sub: str = "a1", **claims):
    """Goes to the provider, signs in there, and returns the answer to coming back."""
    requests.put(f"{issuer}/users/{sub}", json=CLAIMS | claims, timeout=5).raise_for_status()
    address = client.get(f"{LEAVE}{query}")["Location"]
    assert address.startswith(issuer)
    sent = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
    back = urlsplit(sent.headers["Location"])
    assert (back.netloc, back.path) == ("testserver", "/accounts/provider/provider/callback/")
    return client.get(f"{back.path}?{back.query}")


def is_signed_in(client: Client, user: User | None = None) -> bool:
    key = client.session.get("_auth_user_id")
    return key is not None and (user is None or key == str(user.pk))


def test_the_button_is_there_only_with_a_provider(provider, settings):
    assert "Sign in with Example ID" in Client().get("/en/accounts/login/").content.decode()
    settings.OIDC_PROVIDER = {}
    assert "Sign in with Example" not in Client().get("/en/accounts/login/").content.decode()
    assert Client().get(LEAVE).status_code == 404
    assert Client().get("/accounts/provider/provider/callback/").status_code == 404


def test_somebody_new_gives_a_company_and_confirms_the_address(provider):
    guest = Client()
    begin(guest)
    assert come_back(guest, provider())["Location"] == SIGN_UP
    page = guest.get(SIGN_UP)
    assert 'value="anna@example.com"' in page.content.decode()
    sent = COMPANY | {"email": "thief@example.com", "is_staff": "on", "role": "viewer"}
    assert guest.post(SIGN_UP, sent)["Location"] == "/it/accounts/confirm-email/"
    user = User.objects.get()
    assert (user.email, user.name, user.is_staff) == ("anna@example.com", "Anna Rossi", False)
    assert user.accounts.get().name == "Rossi Servizi"
    assert not is_signed_in(guest)
    guest.post(link_in(mail.outbox[-1]))
    other = Client()
    assert come_back(other, provider(), "?next=/it/account/")["Location"] == "/it/account/"
    assert is_signed_in(other, user)
    assert Assessment.objects.get().account == user.accounts.get()


def test_with_a_trusted_provider_the_address_needs_no_confirmation(provider):
    client = Client()
    come_back(client, provider(trusted=True))
    client.post(SIGN_UP, COMPANY)
    assert is_signed_in(client)
    assert mail.outbox == []


@pytest.mark.parametrize("trusted", [False, True])
@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_the_provider_has_not_verified_opens_nothing(provider, trusted, verified):
    user = make_user("anna@example.com")
    client = Client()
    response = come_back(client, provider(trusted=trusted), email_verified=verified)
    assert response["Location"] == "/it/accounts/login/"
    assert "Example ID non ha confermato il tuo indirizzo" in client.get("/en/").content.decode()
    assert not is_signed_in(client)
    assert User.objects.get() == user
    assert not SocialAccount.objects.exists()


def test_an_untrusted_provider_takes_over_no_account(provider):
    user = make_user("anna@example.com")
    client = Client()
    assert come_back(client, provider())["Location"] == SIGN_UP
    assert client.post(SIGN_UP, COMPANY)["Location"] == "/it/accounts/confirm-email/"
    assert not is_signed_in(client)
    assert (User.objects.get(), SocialAccount.objects.count()) == (user, 0)
    assert mail.outbox[-1].to == ["anna@example.com"]
    assert "/password/reset/" in mail.outbox[-1].body


def test_a_trusted_provider_signs_in_the_user_of_the_address(provider):
    user = make_user("anna@example.com")
    password = user.password
    client = Client()
    come_back(client, provider(trusted=True), email="ANNA@Example.com")
    assert is_signed_in(client, user)
    assert "Example ID" in mail.outbox[-1].subject
    user.refresh_from_db()
    assert user.password == password
    assert SocialAccount.objects.get().extra_data == {}


def test_a_trusted_provider_signs_nobody_in_whose_address_was_never_confirmed(provider):
    """Checks that whoever signed up with another's address does not share it with its owner."""
    user = make_user("anna@example.com")
    EmailAddress.objects.update(verified=False)
    client = Client()
    assert come_back(client, provider(trusted=True))["Location"] == SIGN_UP
    client.post(SIGN_UP, COMPANY)
    assert not is_signed_in(client)
    assert not SocialAccount.objects.filter(user=user).exists()


def test_a_second_factor_is_asked_for_all_the_same(provider):
    user = make_user("anna@example.com")
    TOTP.activate(user, SECRET)
    client = Client()
    response = come_back(client, provider(trusted=True))
    assert response["Location"] == "/it/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_a_user_connects_and_disconnects_after_confirming_who_they_are(provider):
    user = make_user("other@example.com")
    make_account(user)
    borrowed = client_of(user)
    assert "/reauthenticate/" in come_back(borrowed, provider(), "?process=connect")["Location"]
    assert not SocialAccount.objects.exists()
    client = confirmed_client_of(user)
    response = come_back(client, provider(), "?process=connect")
    assert response["Location"] == "/it/accounts/provider/"
    fresh = Client()
    come_back(fresh, provider())
    assert is_signed_in(fresh, user)
    other = confirmed_client_of(make_user())
    come_back(other, provider(), "?process=connect")
    assert SocialAccount.objects.get().user == user
    page = client.get("/en/accounts/provider/").content.decode()
    assert "You can sign in with Example ID." in page
    client.post("/en/accounts/provider/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()
    subjects = [message.subject for message in mail.outbox]
    assert subjects[-1] == "Sign-in with Example ID removed from MSP Maturity"


def test_what_comes_back_must_have_left_from_this_browser(provider):
    issuer = provider()
    address = Client().get(LEAVE)["Location"]
    assert parse_qs(urlsplit(address).query)["code_challenge_method"] == ["S256"]
    sent = requests.post(address, data={"sub": "a1"}, allow_redirects=False, timeout=5)
    back = urlsplit(sent.headers["Location"])
    victim = Client()
    assert victim.get(f"{back.path}?{back.query}")["Location"].endswith("/accounts/login/")
    assert not is_signed_in(victim)
    off_host = come_back(
        victim, issuer, "?next=https://evil.example/", sub="b2", email="b@b.example"
    )
    assert "evil" not in off_host["Location"]


@pytest.mark.parametrize(
    "query", ["error=access_denied", "error=server_error", "", "code=x&state=x"]
)
def test_a_failure_at_the_provider_leads_back_to_sign_in(provider, query):
    client = Client()
    client.get(LEAVE)
    response = client.get(f"/accounts/provider/provider/callback/?{query}")
    assert response["Location"] == "/it/accounts/login/"
    assert "Example ID" in client.get("/en/accounts/login/").content.decode()


def test_a_provider_that_is_down_leads_back_to_sign_in(provider, settings):
    provider()
    settings.OIDC_PROVIDER["settings"]["server_url"] = "http://localhost:9"
    assert Client().get(LEAVE)["Location"] == "/it/accounts/login/"
