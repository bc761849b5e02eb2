"""Tests that no spelling of `next` leads to another host, and that no header of the request does."""

import pytest
from django.core import mail
from django.test import Client
from django.utils.http import urlencode

from tests.accounts.passkeys import add_passkey, sign_in_by_passkey
from tests.accounts.sign_up import FIELDS
from tests.factories import PASSWORD, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
BASE = "/en/accounts"
OFF_HOST = [
    "https://evil.example/",
    "HTTPS://evil.example/",
    "http://evil.example",
    "http:evil.example",
    "http:/evil.example",
    "http:///evil.example",
    "https:evil.example",
    "https:\\\\evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example/",
    "/\\evil.example/",
    "\\/evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "\t//evil.example/",
    " //evil.example/",
    "\n//evil.example/",
    "/\r\n/evil.example/",
    "\x00//evil.example/",
    "\x08//evil.example/",
    "//evil.example\\@testserver/",
    "//testserver@evil.example/",
    "https://testserver@evil.example/",
    "https://testserver:80@evil.example/",
    "http://testserver.evil.example/",
    "http://eviltestserver/",
    "http://testserver:8443/",
    "http://[::1]/",
    "ftp://testserver/",
    "javascript:alert(1)",
    "JavaScript://testserver/%0aalert(1)",
    "data:text/html,x",
    "//evil。example/",
    "//ⓔvil.example/",
    "https://evil.example#@testserver/",
]


@pytest.fixture
def user(content):
    user = make_user("anna@example.com")
    make_account(user)
    return user


def stays(response) -> bool:
    """Tells whether the answer leads to a path of this host; what its query names does not count."""
    path = response.get("Location", "/").lower().partition("?")[0]
    return path.startswith(("/en/", "/admin/")) or path == "/"


@pytest.mark.parametrize("target", OFF_HOST)
def test_no_spelling_of_next_leaves_the_host(user, target):
    query = urlencode({"next": target})
    fields = {"login": user.email, "password": PASSWORD}
    for data in (fields, fields | {"next": target}):
        client = Client()
        assert stays(client.post(f"{BASE}/login/?{query}", data))
        assert "_auth_user_id" in client.session
        assert stays(client.get(f"{BASE}/login/?{query}"))  # who is signed in already goes on
    asked = f"{BASE}/reauthenticate/?{query}"
    assert stays(client.post(asked, {"password": PASSWORD, "next": target}))
    assert stays(client.post(f"{BASE}/logout/?{query}", {"next": target}))
    assert stays(Client().post(f"{BASE}/signup/?{query}", FIELDS | {"next": target}))
    assert stays(Client().post("/en/appearance/", {"appearance": "dark", "next": target}))
    assert stays(Client().get(f"/admin/login/?{query}"))


# The admin answers a NUL byte in the address with 400.
@pytest.mark.parametrize("target", [target for target in OFF_HOST if "\0" not in target])
def test_the_door_of_the_admin_leads_to_no_other_host(user, target):
    user.is_staff = True
    user.save()
    client = Client()
    door = client.get(f"/admin/login/?{urlencode({'next': target})}")["Location"]
    response = client.post(door, {"login": user.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    while response.status_code == 302:
        assert stays(response)
        response = client.get(response["Location"])


@pytest.mark.parametrize("target", OFF_HOST[:9])
def test_a_passkey_leads_to_no_other_host(user, target):
    passkey = add_passkey(confirmed_client_of(user))
    assert stays(sign_in_by_passkey(Client(), passkey, next=target))


FORGED = [
    {"host": "evil.example"},
    {"host": "testserver.evil.example"},
    {"host": "testserver@evil.example"},
    {"host": "evil.example:80"},
    {"x-forwarded-host": "evil.example"},
    {"x-forwarded-server": "evil.example"},
    {"x-host": "evil.example"},
    {"x-original-url": "https://evil.example/"},
    {"forwarded": "host=evil.example"},
    {"referer": "https://evil.example/"},
]
MAILED = {
    "password/reset/": {"email": "anna@example.com"},
    "signup/": FIELDS | {"email": "new@example.com"},
    "login/": {"login": "late@example.com", "password": PASSWORD},
}


@pytest.mark.parametrize("headers", FORGED, ids=lambda headers: "-".join(headers))
@pytest.mark.parametrize("door", MAILED)
def test_no_header_changes_where_the_links_of_emails_lead(user, door, headers):
    late = make_user("late@example.com")
    late.emailaddress_set.update(verified=False)
    mail.outbox.clear()
    response = Client().post(f"{BASE}/{door}", MAILED[door], headers=headers)
    assert "evil" not in response.content.decode()
    if response.status_code == 400:  # a host that is not ours
        assert mail.outbox == []
        return
    [message] = mail.outbox
    sent = message.body + str(message.alternatives) + str(message.message())
    assert "http://testserver/en/accounts/" in sent
    assert "evil" not in sent
