"""Tests what every page of sign-in has in common."""

import re

import pytest
from allauth.account import app_settings as account_settings
from allauth.mfa import app_settings as mfa_settings
from allauth.socialaccount import app_settings as provider_settings
from django.test import Client
from django.utils.module_loading import import_string

from accounts.forms.plain_fields import PlainFields
from localization.languages import CODES
from tests.factories import PASSWORD, confirmed_client_of, make_account, make_user
from tests.journeys.every_page import signing_in

pytestmark = pytest.mark.django_db
FORMS = [account_settings.FORMS, mfa_settings.FORMS, provider_settings.FORMS]
FORMS = {name: path for forms in FORMS for path in forms.values() for name in [path.split(".")[-1]]}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_form_is_without_placeholders(name):
    assert issubclass(import_string(FORMS[name]), PlainFields)


def test_no_placeholder_is_left_on_a_page(content):
    user = make_user("placeholder@example.com")
    make_account(user)
    client, guest = confirmed_client_of(user), Client()
    paths = ("login/", "signup/", "password/reset/")
    pages = [(path, guest.get(f"/en/accounts/{path}")) for path in paths]
    paths = ("email/", "password/change/", "reauthenticate/", "2fa/totp/activate/")
    pages += [(path, client.get(f"/en/accounts/{path}")) for path in paths]
    pages += list(signing_in("en"))
    assert {page.status_code for _name, page in pages} <= {200, 302, 429}
    assert [name for name, page in pages if " placeholder=" in page.content.decode()] == []


def test_an_error_of_the_whole_form_is_shown_once(content):
    make_user("anna@example.com")
    data = {"login": "anna@example.com", "password": "wrong"}
    page = Client().post("/en/accounts/login/", data).content.decode()
    assert page.count("The email address or password is wrong.") == 1
    assert "error-summary" in page


def test_after_a_new_password_the_page_says_so_and_leads_to_sign_in():
    page = Client().get("/en/accounts/password/reset/key/done/").content.decode()
    assert "<h1>Password changed</h1>" in page
    assert re.search(r'<main.*href="/en/accounts/login/"', page, re.DOTALL)


@pytest.mark.parametrize("code", CODES)
def test_a_new_link_can_be_asked_for_where_it_is_offered(code):
    page = Client().get(f"/{code}/accounts/password/reset/done/").content.decode()
    assert re.search(rf'<main.*href="/{code}/accounts/password/reset/"', page, re.DOTALL)


def test_a_choice_left_empty_asks_to_choose(content):
    data = {"email": "new@example.com", "password1": PASSWORD, "company": "Northwind"}
    page = Client().post("/en/accounts/signup/", data).content.decode()
    assert "Choose an option." in page
    page = Client().post("/en/accounts/signup/", data | {"country": "XX"}).content.decode()
    assert "Choose one of the options. “XX” is not one of them." in page
