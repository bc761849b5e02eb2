"""Tests that sign-up creates a user, an account and the owner's membership."""

import re

import pytest
from django.core import mail

from accounts.models import Account, Membership, User
from assessments.models import Assessment
from localization.languages import CODES
from tests.accounts.sign_up import FIELDS, begin, link_in
from tests.factories import PASSWORD, client_of, make_account, make_user

pytestmark = pytest.mark.django_db


def test_sign_up_makes_the_account_with_its_owner(guest):
    response = guest.post("/it/accounts/signup/", FIELDS)
    assert response["Location"] == "/it/accounts/confirm-email/"
    membership = Membership.objects.select_related("account", "user").get()
    assert (membership.user.email, membership.role) == ("anna@example.com", "owner")
    account = membership.account
    assert (account.name, account.country, account.currency, account.time_zone) == (
        "Rossi Servizi",
        "IT",
        "EUR",
        "Europe/Rome",
    )


def test_confirming_in_the_same_browser_signs_in(guest):
    begin(guest)
    guest.post("/it/accounts/signup/", FIELDS)
    response = guest.post(link_in(mail.outbox[0]), follow=True)
    assert response.redirect_chain[-1][0] == "/it/assessments/"


def test_sign_up_sent_twice_makes_one_account(guest):
    begin(guest)
    for _ in range(2):
        assert guest.post("/it/accounts/signup/", FIELDS).status_code == 302
    assert User.objects.count() == Account.objects.count() == 1
    assert Assessment.objects.get().account is None
    guest.post(link_in(mail.outbox[0]))
    assert Assessment.objects.get().account == Account.objects.get()


def test_sign_up_does_not_reveal_that_an_address_has_an_account(guest):
    make_user("anna@example.com")
    response = guest.post("/it/accounts/signup/", FIELDS)
    assert response["Location"] == "/it/accounts/confirm-email/"
    assert not Account.objects.exists()
    assert User.objects.count() == 1
    assert len(mail.outbox) == 1  # it says that there is an account


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not an address"),
        ("email", f"{'x' * 50}@{'y.' * 110}example.com"),
        ("password1", "12345"),
        ("company", ""),
        ("country", "XX"),
        ("country", ""),
        ("currency", "ABC"),
        ("currency", "eur"),
        ("company", "x" * 201),
    ],
)
@pytest.mark.parametrize("language", CODES)
def test_bad_input_is_answered_beside_the_field(guest, language, field, value):
    response = guest.post(f"/{language}/accounts/signup/", {**FIELDS, field: value})
    page = response.content.decode()
    assert not User.objects.exists()
    assert 'role="alert"' in page
    assert f'id="id_{field}_error"' in page
    assert 'value="anna@example.com"' in page or field == "email"
    assert PASSWORD not in page


def test_switching_language_keeps_what_was_typed(guest):
    data = {**FIELDS, "language": "fr", "company": "Rossi & Figli"}
    page = guest.post("/fr/accounts/signup/", data).content.decode()
    assert '<html lang="fr"' in page
    assert 'value="Rossi &amp; Figli"' in page
    assert '<option value="IT" selected>Italie</option>' in page
    assert 'role="alert"' not in page
    assert PASSWORD not in page
    assert not User.objects.exists()


def test_appearance_is_remembered_and_keeps_what_was_typed(guest):
    page = guest.post("/en/accounts/signup/", {**FIELDS, "appearance": "dark"}).content.decode()
    assert 'data-bs-theme="dark"' in page
    assert 'value="Rossi Servizi"' in page
    assert 'data-bs-theme="dark"' in guest.get("/en/").content.decode()


def test_an_address_too_long_to_be_kept_is_refused_at_a_change(content):
    """Checks the limit of the column, 254 characters; the form's own limit is higher."""
    user = make_user()
    make_account(user)
    client = client_of(user)
    long = f"{'x' * 50}@{'y.' * 110}example.com"
    response = client.post("/en/accounts/email/", {"email": long, "action_add": ""})
    assert response.status_code == 200
    assert 'id="id_email_error"' in response.content.decode()
    assert user.emailaddress_set.count() == 1


def test_a_user_without_a_company_creates_one(content):
    user = make_user()
    client = client_of(user)
    assert client.get("/en/assessments/")["Location"] == "/en/account/"
    assert (
        client.post("/en/account/", {"company": "", "country": "FR", "currency": "EUR"}).status_code
        == 422
    )
    response = client.post(
        "/en/account/", {"company": "Nouvelle", "country": "FR", "currency": "EUR"}
    )
    assert response["Location"] == "/en/assessments/"
    assert user.accounts.get().name == "Nouvelle"


def test_a_second_password_is_not_asked_and_ignored(guest):
    assert 'name="password2"' not in guest.get("/en/accounts/signup/").content.decode()
    guest.post("/en/accounts/signup/", {**FIELDS, "password2": "another password"})
    assert User.objects.get().check_password(PASSWORD)


@pytest.mark.parametrize(
    ("languages", "country", "currency", "zone"),
    [
        ("de-AT,de;q=0.8", "AT", "EUR", "Europe/Vienna"),
        ("it;q=0.9,fr-CH;q=0.8", "CH", "CHF", "Europe/Zurich"),
        ("pt-BR", "BR", "BRL", "America/Sao_Paulo"),
        ("en-XX,en-GB;q=0.5", "GB", "GBP", "Europe/London"),
    ],
)
def test_a_browser_that_names_its_country_is_asked_company_and_password(
    guest, languages, country, currency, zone
):
    headers = {"accept-language": languages}
    page = guest.get("/en/accounts/signup/", headers=headers).content.decode()
    assert re.search(r"<summary>Country and currency: [^<]+, " + currency, page)
    assert f'<option value="{country}" selected>' in page
    asked = {name: FIELDS[name] for name in ("email", "password1", "company")}
    assert guest.post("/en/accounts/signup/", asked, headers=headers).status_code == 302
    account = Account.objects.get()
    assert (account.country, account.currency, account.time_zone) == (country, currency, zone)


@pytest.mark.parametrize("languages", ["", "it", "en-001", "zh-Hant"])
def test_the_country_is_asked_where_the_browser_names_none(guest, languages):
    headers = {"accept-language": languages}
    page = guest.get("/en/accounts/signup/", headers=headers).content.decode()
    assert "Country and currency:" not in page
    asked = {name: FIELDS[name] for name in ("email", "password1", "company")}
    response = guest.post("/en/accounts/signup/", asked, headers=headers)
    assert response.status_code == 200
    assert response.context["form"].errors["country"] == ["Choose an option."]
    assert guest.post("/en/accounts/signup/", {**asked, "country": "CH"}, headers=headers)
    assert Account.objects.get().currency == "CHF"


def test_a_country_that_was_taken_back_is_asked(guest):
    headers = {"accept-language": "de-AT"}
    response = guest.post("/en/accounts/signup/", {**FIELDS, "country": ""}, headers=headers)
    assert response.context["form"].errors["country"] == ["Choose an option."]
