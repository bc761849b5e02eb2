"""Tests that an email address is one identity however it is spelled."""

from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from localization.addresses import display_address, normalize_address
from tests.accounts.sign_up import FIELDS, link_in
from tests.factories import PASSWORD, client_of, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
STORED = "anna@xn--mnchen-3ya.example"
SPELLINGS = [
    "anna@münchen.example",
    "Anna@MÜNCHEN.example",
    "anna@mu\u0308nchen.example",
    "ANNA@XN--MNCHEN-3YA.example",
    "  anna@münchen.example\u200b",
    "an\u00adna@mün\u2060chen.example\ufeff",
    "ａｎｎａ＠münchen。example",
]


@pytest.mark.parametrize("spelling", [STORED, *SPELLINGS])
def test_each_spelling_is_one_address(spelling):
    assert normalize_address(spelling) == STORED
    assert display_address(STORED) == SPELLINGS[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna@straße.example", "anna@strasse.example"),
        ("anna@example.com", "anna+b@example.com"),
        ("an.na@example.com", "anna@example.com"),
    ],
)
def test_other_mailboxes_are_other_addresses(one, other):
    assert normalize_address(one) != normalize_address(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anna",
        "änna@example.com",
        '"anna"@example.com',
        "a@b@example.com",
        "anna@.com",
        "anna@xn--é.com",
        "anna@xn--example-.com",
        "anna@xn--aé.com",
        "anna@exa mple.com",
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the word of codecs as well
        normalize_address(text)


@given(st.text(min_size=1, max_size=12))
def test_the_spelling_of_a_spelling_is_itself(domain):
    try:
        once = normalize_address(f"anna@{domain}.example")
    except ValueError:
        return
    assert once.isascii()
    assert normalize_address(once) == once
    assert normalize_address(display_address(once)) == once


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_door_knows_every_spelling(guest, spelling):
    guest.post("/it/accounts/signup/", FIELDS | {"email": spelling})
    assert User.objects.get().email == EmailAddress.objects.get().email == STORED
    assert mail.outbox[0].to == [STORED]
    Client().post(link_in(mail.outbox[0]))
    login = {"login": SPELLINGS[0], "password": PASSWORD}
    assert Client().post("/it/accounts/login/", login)["Location"] == "/it/assessments/"
    assert "_auth_user_id" in signed_in(spelling).session
    guest.post("/it/accounts/password/reset/", {"email": spelling})
    assert "/password/reset/key/" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [STORED]
    Client().post("/it/accounts/signup/", FIELDS | {"email": spelling})
    assert User.objects.count() == 1


def signed_in(spelling: str) -> Client:
    client = Client()
    client.post("/it/accounts/login/", {"login": spelling, "password": PASSWORD})
    return client


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_change_of_address_and_the_admin_know_every_spelling(content, spelling):
    make_user(STORED)
    staff = confirmed_client_of(make_user("staff@example.com", is_staff=True, is_superuser=True))
    passwords = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    assert (
        staff.post("/admin/accounts/user/add/", {"email": spelling, **passwords}).status_code == 200
    )
    assert User.objects.count() == 2
    other = User.objects.get(email="staff@example.com")
    response = staff.post(
        "/admin/account/emailaddress/add/", {"user": other.pk, "email": spelling, "verified": "on"}
    )
    assert response.status_code == 200  # an error beside the field: another user's
    staff.post("/en/accounts/email/", {"email": spelling, "action_add": ""})
    assert EmailAddress.objects.filter(user=other, verified=False).get().email == STORED


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_superuser_is_made_and_found_by_every_spelling(monkeypatch, spelling):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email=spelling, interactive=False, verbosity=0)
    assert User.objects.get_by_natural_key(spelling).email == STORED
    assert User.objects.get(email=spelling).emailaddress_set.get().email == STORED


@pytest.mark.parametrize(
    "email", ["Anna@example.com", "anna@münchen.example", " a@b.c", "a\u200b@b.c"]
)
@pytest.mark.parametrize("table", ["accounts_user", "account_emailaddress"])
def test_the_database_holds_no_other_spelling(table, email):
    make_user("old@example.com")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET email = %s", [email])


def test_addresses_of_before_are_written_in_one_spelling(db):
    user = make_user()
    write_raw("accounts_user", "Anna@MÜNCHEN.example", user.pk)
    write_raw("account_emailaddress", "anna@münchen.example", user.emailaddress_set.get().pk)
    migrate_addresses()
    user.refresh_from_db()
    assert user.email == user.emailaddress_set.get().email == STORED


def test_two_users_with_one_address_stop_the_release_with_a_sentence(db):
    first, second = make_user(STORED), make_user()
    write_raw("accounts_user", "anna@münchen.example", second.pk)
    with pytest.raises(RuntimeError, match=f"Users {first.pk} and {second.pk} have the same"):
        migrate_addresses()


def write_raw(table: str, email: str, pk: int) -> None:
    """Writes an address as the database of an earlier release held it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for each, constraint in (
            ("accounts_user", "user_email_has_one_spelling"),
            ("accounts_user", "user_email_is_lower_case"),
            ("account_emailaddress", "emailaddress_has_one_spelling"),
        ):
            cursor.execute(f"ALTER TABLE {each} DROP CONSTRAINT IF EXISTS {constraint}")
        cursor.execute(f"UPDATE {table} SET email = %s WHERE id = %s", [email, pk])


def migrate_addresses() -> None:
    module = import_module("accounts.migrations.0002_one_spelling_of_an_address")
    with connection.schema_editor() as editor:
        module.write_in_one_spelling(apps, editor)


def test_an_address_that_waits_for_confirmation_opens_nothing(content):
    """Checks the reset of the password, and that its owner can sign up."""
    user = make_user("old@example.com")
    make_account(user)
    client = confirmed_client_of(user)
    client.post("/en/accounts/email/", {"email": "new@example.com", "action_add": ""})
    mail.outbox.clear()
    Client().post("/en/accounts/password/reset/", {"email": "new@example.com"})
    assert "/password/reset/key/" not in mail.outbox[0].body
    Client().post("/en/accounts/signup/", FIELDS | {"email": "new@example.com"})
    assert User.objects.filter(email="new@example.com").exists()


def test_an_address_that_somebody_signed_up_with_meanwhile_is_not_confirmed(content):
    client = confirmed_client_of(make_user("old@example.com"))
    client.post("/en/accounts/email/", {"email": "new@example.com", "action_add": ""})
    Client().post("/en/accounts/signup/", FIELDS | {"email": "new@example.com"})
    assert client.post(link_in(mail.outbox[0])).status_code == 302
    assert client_of(User.objects.get(email="old@example.com")).get("/en/account/").status_code
    assert not EmailAddress.objects.filter(email="new@example.com", verified=True).exists()
