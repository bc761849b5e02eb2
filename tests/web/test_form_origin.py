"""Tests forms whose page has another address for the browser than the site has for the proxy."""

import pytest
from django.test import Client

from tests.factories import PASSWORD, make_account, make_user
from web.models import KeptSubmission

pytestmark = pytest.mark.django_db

ORIGIN = "https://msp.example.com:8443"
PROXY = {"host": "msp.example.com", "x-forwarded-proto": "https"}
OWN = {"sec-fetch-site": "same-origin"}
EXPIRED = "This form has expired"
NOT_SET_UP = "does not recognise its own address"


@pytest.fixture(autouse=True)
def _production(settings):
    settings.ALLOWED_HOSTS = ["msp.example.com"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://msp.example.com"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.CSRF_COOKIE_SECURE = settings.SESSION_COOKIE_SECURE = True


def send(fields: dict[str, str], *, token: bool = False, path="/en/account/", **headers: str):
    """Sends a form of a signed-in owner, with or without the token of its page."""
    client = Client(enforce_csrf_checks=True)
    owner = make_user()
    make_account(owner, name="Rossi")
    client.force_login(owner)
    if token:
        page = client.get("/en/account/", headers=PROXY)
        fields = {**fields, "csrfmiddlewaretoken": page.context["csrf_token"]}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(path, fields, headers={**PROXY, **sent}, secure=True)


@pytest.mark.parametrize("proof", [{"sec_fetch_site": "same-origin"}, {"token": True}])
@pytest.mark.parametrize("origin", [ORIGIN, "null", "http://msp.example.com"])
def test_both_addresses_are_named_and_what_was_typed_is_shown(content, caplog, origin, proof):
    answer = send({"name": "Größe & Söhne", "password": "my secret"}, origin=origin, **proof)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert EXPIRED not in page
    assert "cookies" not in page
    assert NOT_SET_UP in page
    assert f'<samp id="sent-origin">{origin}</samp>' in page
    assert '<samp id="arrived-origin">https://msp.example.com</samp>' in page
    assert "Größe &amp; Söhne</textarea>" in page
    assert "my secret" not in page
    assert ("CSRF_TRUSTED_ORIGINS" in page) == (origin != "null")
    assert ("Referrer-Policy" in page) == (origin == "null")
    assert any("pass on Host with its port" in record.message for record in caplog.records)


def test_an_old_browser_sends_only_the_address_of_the_page(content):
    page = send({"name": "Größe"}, token=True, referer=f"{ORIGIN}/en/account/").content.decode()
    assert f'<samp id="sent-origin">{ORIGIN}</samp>' in page
    assert "Größe</textarea>" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example", "sec_fetch_site": "cross-site"},
        {"origin": "https://evil.example"},
        {"origin": ORIGIN},  # another program on the same machine
        {"origin": "null"},
        {"origin": "null", "sec_fetch_site": "cross-site"},
        {"origin": '"><script>alert(1)</script>'},
        {},
    ],
)
def test_a_form_that_is_not_ours_is_neither_kept_nor_shown(content, headers):
    answer = send({"name": "Taken"}, **headers)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert NOT_SET_UP not in page
    assert "do not send it" in page
    assert "Taken" not in page
    assert "<script>alert" not in page
    assert not KeptSubmission.objects.exists()


def test_a_trusted_address_is_our_own(content, settings):
    """Checks a form that has expired, where the operator has named the address with its port."""
    settings.CSRF_TRUSTED_ORIGINS = [ORIGIN]
    answer = send({"name": "Größe"}, origin=ORIGIN)
    assert answer.status_code == 303
    assert KeptSubmission.objects.get().fields
    assert (
        send({"name": "Größe"}, token=True, origin=ORIGIN, path="/en/account/").status_code != 403
    )


def test_signing_in_behind_such_a_proxy_says_so(content):
    fields = {"login": "anna@example.com", "password": PASSWORD}
    answer = send(fields, path="/en/accounts/login/", origin=ORIGIN, sec_fetch_site="same-origin")
    page = answer.content.decode()
    assert NOT_SET_UP in page
    assert PASSWORD not in page
