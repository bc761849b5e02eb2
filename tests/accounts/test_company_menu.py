"""Tests the company menu: the current account stands on every page, and another can be chosen."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.factories import add_member, client_of, make_account, make_completed, make_user

pytestmark = pytest.mark.django_db


def menu_of(page: str) -> str:
    found = re.search(r'(?s)<details class="menu menu--company">.*?</details>', page)
    return " ".join(unescape(found[0]).split()) if found else ""


def company_in(page: str) -> str:
    return re.search(r"</span> (.*?) </summary>", menu_of(page))[1]


@pytest.fixture
def member(content):
    user = make_user()
    make_account(user, name="Nordlicht & Söhne")
    add_member(make_account(name="Alster"), "viewer", user)
    return user


@pytest.mark.parametrize(
    "path",
    [
        "", "assessments/", "kpis/", "account/", "account/members/", "account/invitations/", "privacy/", "accounts/email/",
        "accounts/2fa/", "kept/", "nothing/here/",
    ],
)  # fmt: skip
def test_the_current_company_stands_on_every_page(member, path):
    client = client_of(member)
    assert company_in(client.get(f"/en/{path}").content.decode()) == "Nordlicht & Söhne"
    client.post("/en/account/switch/", {"account": str(member.accounts.get(name="Alster").pk)})
    assert company_in(client.get(f"/en/{path}").content.decode()) == "Alster"


def test_the_menu_names_each_company_with_ones_role(member):
    menu = menu_of(client_of(member).get("/en/").content.decode())
    assert re.search(r'aria-current="true"> Nordlicht & Söhne <span>Owner</span>', menu)
    assert "Alster <span>Viewer</span>" in menu
    assert member.email in menu
    assert "/accounts/logout/" in menu


def test_a_record_of_another_company_of_ones_own_names_that_one(member, content):
    alster = member.accounts.get(name="Alster")
    done = make_completed(content, account=alster)
    client = client_of(member)
    page = client.get(f"/en/assessments/{done.pk}/result/").content.decode()
    assert company_in(page) == "Alster"
    assert company_in(client.get("/en/assessments/").content.decode()) == "Nordlicht & Söhne"


def test_a_guest_has_no_menu(content):
    assert menu_of(Client().get("/en/").content.decode()) == ""


def test_a_user_without_a_company_can_sign_out(content):
    menu = menu_of(client_of(make_user()).get("/en/").content.decode())
    assert "/accounts/logout/" in menu
    assert "/account/members/" not in menu
