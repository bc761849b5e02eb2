"""Tests inviting: what owners do, and what is sent."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from accounts.models import Invitation, Role
from accounts.services.invitations import old_invitations_delete
from tests.accounts.inviting import accept_path, invite, token_in
from tests.factories import (
    PASSWORD,
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "/fr/account/invitations/"
FIELDS = {"email": "marta@example.com", "role": "editor", "language": "it"}


@pytest.fixture
def owner(content):
    user = make_user("anna@example.com")
    make_account(user, name="Nordlicht")
    return user


@pytest.fixture
def account(owner):
    return owner.accounts.get()


def test_an_invitation_is_written_in_the_language_of_the_invited(owner, account):
    response = client_of(owner).post(PAGE, FIELDS)
    assert response["Location"] == PAGE
    [message] = mail.outbox
    assert message.to == ["marta@example.com"]
    assert "/it/account/invitations/accept/" in message.body
    assert '<html lang="it"' in message.alternatives[0].content
    for fact in ("anna@example.com", "Nordlicht", "14"):
        assert fact in message.body
    invitation = Invitation.objects.get(account=account)
    assert (invitation.role, invitation.language) == (Role.EDITOR, "it")
    assert (invitation.expires_at - invitation.sent_at).days == 14


def test_who_reads_in_another_language_gets_it_in_that_one(owner):
    make_user("marta@example.com", language="de")
    client_of(owner).post(PAGE, FIELDS)
    assert "/de/account/invitations/accept/" in mail.outbox[0].body


def test_the_open_invitations_are_listed(owner):
    client = client_of(owner)
    client.post(PAGE, FIELDS)
    page = client.get("/en/account/invitations/").content.decode()
    row = re.search(r'<th role="rowheader" scope="row">marta@example.com</th>.*?</tr>', page, re.S)
    assert "Editor" in row[0]
    assert "Send again" in row[0]
    assert "Revoke" in row[0]


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("email", "", "Email"),
        ("email", "marta@", "Email"),
        ("email", f"{'x' * 250}@example.com", "Email"),
        ("role", "admin", "Role"),
        ("language", "xx", "Email language"),
        ("email", "ANNA@example.com", "This person is already a member."),
    ],
)
def test_what_cannot_be_sent_is_said_and_kept(owner, field, value, error):
    response = client_of(owner).post("/en/account/invitations/", FIELDS | {field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'class="error-summary"' in page
    assert error in page
    assert f'href="#id_{field}"' in page
    if field == "role":
        assert 'value="marta@example.com"' in page
    assert mail.outbox == []
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("address", ["nobody@example.com", "somebody@example.com"])
def test_nothing_tells_whether_an_address_has_an_account(owner, account, address):
    """Compares with an address without an account: page, status, mail, all the same."""
    make_user("somebody@example.com")
    client, answers = client_of(owner), []
    for email in ("unknown@example.com", address):
        sent = client.post(PAGE, FIELDS | {"email": email})
        page = client.get(PAGE).content.decode()
        message = mail.outbox.pop()
        texts = [sent["Location"], page, message.subject, message.body]
        texts = [text.replace(email, "…").replace(token_in(message), "…") for text in texts]
        answers.append([re.sub(r'value="\w{64}"|[0-9a-f-]{36}', "…", text) for text in texts])
        Invitation.objects.all().delete()
    assert answers[0] == answers[1]


def test_inviting_again_renews(owner, account):
    first = invite(account, "marta@example.com")
    second = invite(account, "Marta@Example.com", Role.VIEWER)
    invitation = Invitation.objects.get()
    assert invitation.role == Role.VIEWER
    client = client_of(make_user("marta@example.com"))
    assert client.get(accept_path(first)).status_code == 404
    assert client.get(accept_path(second)).status_code == 200


def test_sending_again_makes_a_new_link_with_its_full_time(owner, account):
    first = invite(account, "marta@example.com")
    day_before = timezone.now() - timedelta(days=15)
    Invitation.objects.update(sent_at=day_before, expires_at=day_before + timedelta(days=14))
    client, invitation = client_of(owner), Invitation.objects.get()
    assert "Expired" in client.get("/en/account/invitations/").content.decode()
    client.post(f"/en/account/invitations/{invitation.pk}/again/")
    again = token_in(mail.outbox[-1])
    invitation.refresh_from_db()
    assert not invitation.has_expired
    reader = client_of(make_user("marta@example.com"))
    assert reader.get(accept_path(first)).status_code == 404
    assert reader.get(accept_path(again)).status_code == 200


def test_a_revoked_link_no_longer_works(owner, account):
    token = invite(account, "marta@example.com")
    client = client_of(owner)
    client.post(f"/en/account/invitations/{Invitation.objects.get().pk}/revoke/")
    assert not Invitation.objects.exists()
    assert client_of(make_user("marta@example.com")).post(accept_path(token)).status_code == 404


def test_an_owner_is_invited_after_confirming_who_one_is(owner):
    client = client_of(owner)
    sent = client.post(PAGE, FIELDS | {"role": "owner"})
    assert "/accounts/reauthenticate/" in sent["Location"]
    assert mail.outbox == []
    assert client.post(sent["Location"], {"password": PASSWORD})["Location"] == PAGE
    assert Invitation.objects.get().role == Role.OWNER


def test_the_language_button_sends_no_invitation(owner):
    """Sends the form by a button of the language menu, which has the name of the form's field."""
    client = client_of(owner)
    data = {"email": "marta@example.com", "role": "viewer", "language": ["it", "de"]}
    page = client.post("/it/account/invitations/", data).content.decode()
    assert 'value="marta@example.com"' in page
    assert re.search(r'<option value="viewer" selected', page)
    assert re.search(r'<option value="de" selected', page)
    page = client.post(PAGE, FIELDS | {"appearance": "dark"}).content.decode()
    assert 'value="marta@example.com"' in page
    assert mail.outbox == []


def test_only_so_many_are_sent(owner, settings):
    settings.ACCOUNT_RATE_LIMITS = {"invite": "100/h/ip", "invite_by_browser": "3/h/key"}
    cache.clear()
    client = client_of(owner)
    statuses = [
        client.post(PAGE, FIELDS | {"email": f"{number}@example.com"}).status_code
        for number in range(3)
    ]
    invitation = Invitation.objects.first()
    statuses.append(client.post(f"{PAGE}{invitation.pk}/again/").status_code)
    assert statuses == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "testserver.evil.example"},
        {"host": "evil.example:80@testserver"},
        {"x-forwarded-host": "evil.example"},
        {"x-forwarded-server": "evil.example", "forwarded": "host=evil.example"},
        {"x-original-url": "http://evil.example/", "x-host": "evil.example"},
    ],
)
def test_no_header_puts_another_host_into_a_mail(owner, headers):
    response = client_of(owner).post(PAGE, FIELDS, headers=headers)
    assert response.status_code == (400 if "host" in headers else 302)
    for message in mail.outbox:
        assert "evil" not in message.body + message.alternatives[0].content + str(message.message())
    assert len(mail.outbox) == (0 if "host" in headers else 1)


def test_no_token_is_stored(owner, account):
    token = invite(account, "marta@example.com")
    row = Invitation.objects.values().get()
    assert token not in str(row)


def test_invitations_are_deleted_a_month_after_they_expired(owner, account):
    invite(account, "old@example.com")
    old = timezone.now() - timedelta(days=45)
    Invitation.objects.update(sent_at=old, expires_at=old + timedelta(days=14))
    invite(account, "new@example.com")
    assert old_invitations_delete() == 1
    assert Invitation.objects.get().email == "new@example.com"


def test_an_editor_is_invited_by_the_page_that_is_prefilled(owner):
    page = client_of(owner).get("/it/account/invitations/").content.decode()
    assert re.search(r'<option value="editor" selected', page)
    assert re.search(r'<option value="it" selected', page)


def test_two_owners_see_the_same_list(owner, account):
    invite(account, "marta@example.com")
    second = add_member(account, Role.OWNER)
    page = confirmed_client_of(second).get("/en/account/invitations/").content.decode()
    assert "marta@example.com" in page
