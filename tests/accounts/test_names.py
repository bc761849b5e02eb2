"""Tests that a name shows something, wherever it comes from, and what the database holds of it."""

from importlib import import_module
from unicodedata import category

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import Client

from accounts.models import Account, User
from localization.characters import VISIBLE_CHARACTER
from tests.accounts.sign_up import FIELDS
from tests.factories import client_of, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
BLANK = ["\u200b", "\u3164", "\u00ad", "\u2800", "\u202d\u202c", "\u00a0\u2028", "\U000e0020"]
ACCOUNT = {"name": "Acme", "country": "IT", "currency": "EUR", "time_zone": "Europe/Rome"}
NO_MEMBERS = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}


@pytest.mark.parametrize("name", BLANK)
def test_a_company_without_a_visible_name_is_refused_beside_its_field(content, name):
    owner = make_user()
    account = make_account(owner, name="Acme")
    staff = confirmed_client_of(make_user(is_staff=True, is_superuser=True))
    answers = [
        (Client().post("/en/accounts/signup/", FIELDS | {"company": name}), "company", "form"),
        (client_of(make_user()).post("/en/account/", {**ACCOUNT, "company": name}), "company", "form"),
        (client_of(owner).post("/en/account/", ACCOUNT | {"name": name}), "name", "form"),
        (staff.post("/admin/accounts/account/add/", ACCOUNT | NO_MEMBERS | {"name": name}), "name", "adminform"),
    ]  # fmt: skip
    for response, field, form in answers:
        errors = getattr(response.context[form], "form", response.context[form]).errors
        assert errors[field] == ["This field is required."]
    assert Account.objects.get().name == account.name


def test_a_company_keeps_the_format_characters_of_its_name_and_gets_one_line(content):
    owner = make_user()
    account = make_account(owner)
    data = ACCOUNT | {"name": "\ufeffNord\u00adlicht\tIT\u200b\nمی\u200cخواهم\u200b"}
    assert client_of(owner).post("/en/account/", data).status_code == 302
    account.refresh_from_db()
    assert account.name == "Nord\u00adlicht IT\u200b می\u200cخواهم"


def test_codes_of_an_account_lose_what_staff_cannot_see(content):
    staff = confirmed_client_of(make_user(is_staff=True, is_superuser=True))
    codes = {name: f"\u200e{text}\u200b" for name, text in ACCOUNT.items()}
    assert staff.post("/admin/accounts/account/add/", codes | NO_MEMBERS).status_code == 302
    account = Account.objects.get()
    assert (account.country, account.currency, account.time_zone) == ("IT", "EUR", "Europe/Rome")


@pytest.mark.parametrize("name", BLANK)
@pytest.mark.parametrize("model", [Account, User])
def test_the_database_holds_no_name_that_looks_blank(model, name):
    make_account(make_user())
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(name=name)


@pytest.mark.parametrize("name", ["–", "株", "👩\u200d💻", "\U0001fa75", "\u200bA"])
def test_the_database_holds_any_name_that_shows_something(name):
    make_account(make_user())
    Account.objects.update(name=name)
    User.objects.update(name=name)
    User.objects.update(name="")


def test_the_database_knows_every_character_that_shows_nothing():
    hidden = ("Cf", "Cc", "Zs", "Zl", "Zp")
    every = [chr(code) for code in range(1, 0x110000) if category(chr(code)) != "Cs"]
    blank = [each for each in every if category(each) in hidden]
    inked = [each for each in every[:0xFFFF:7] if category(each)[0] in "LNPS"]
    fillers = ["\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\U0001d159"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT text FROM unnest(%s::text[]) AS text WHERE text ~ %s",
            [[*blank, *fillers, *inked], VISIBLE_CHARACTER],
        )
        assert {row[0] for row in cursor} == set(inked) - set(fillers)


def test_names_of_before_that_look_blank_are_replaced():
    user = make_user()
    account = make_account(user)
    other = make_account(make_user(name="Anna"), name="Acme")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE accounts_account DROP CONSTRAINT account_has_a_name")
        cursor.execute("ALTER TABLE accounts_user DROP CONSTRAINT user_name_can_be_seen")
    Account.objects.filter(pk=account.pk).update(name="\u200b")
    User.objects.filter(pk=user.pk).update(name="\u3164")
    module = import_module("accounts.migrations.0006_names_that_can_be_seen")
    with connection.schema_editor() as editor:
        module.replace_blank_names(apps, editor)
    account.refresh_from_db()
    user.refresh_from_db()
    assert (account.name, user.name) == ("–", "")
    assert set(Account.objects.values_list("name", flat=True)) == {"–", other.name}
    assert User.objects.filter(name="Anna").exists()
