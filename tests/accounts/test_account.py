"""Tests the account page: the company's data, and the choice between several companies."""

import re

import pytest
from django.test import RequestFactory

from accounts.access import SESSION_ACCOUNT, account_for_claim
from tests.factories import add_member, client_of, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """Returns an owner of one company who is an editor of another one."""
    user = make_user()
    make_account(user, name="First Ltd")
    add_member(make_account(name="Second Ltd"), "editor", user)
    return user


def test_a_member_of_several_companies_chooses_one(content, member):
    client = client_of(member)
    page = client.get("/en/account/").content.decode()
    assert "First Ltd</p>" in page
    assert re.search(r"<button[^>]*>\s*Second Ltd\s*<span>Editor</span>\s*</button>", page)
    second = member.accounts.get(name="Second Ltd")
    response = client.post("/en/account/switch/", {"account": str(second.pk)})
    assert response["Location"] == "/en/assessments/"
    assert "Second Ltd</p>" in client.get("/en/account/").content.decode()
    assert "Second Ltd" in client.get("/en/assessments/").content.decode()


def test_a_member_of_one_company_has_no_choice(content):
    user = make_user()
    make_account(user)
    assert "account/switch/" not in client_of(user).get("/en/account/").content.decode()


@pytest.mark.parametrize("account", ["another's", "", "nonsense", "\x00"])
def test_anothers_account_is_not_found(content, member, account):
    client = client_of(member)
    other = make_account(name="Other")
    data = {"account": str(other.pk) if account == "another's" else account}
    assert client.post("/en/account/switch/", data).status_code == 404
    assert SESSION_ACCOUNT not in client.session
    assert "Other" not in client.get("/en/account/").content.decode()


def test_enter_sends_the_form_for_a_new_address(content, member):
    """Checks the first button of the form: browsers use it when Enter is pressed."""
    client = confirmed_client_of(member)
    page = client.get("/en/accounts/email/").content.decode()
    buttons = re.findall(r'<button[^>]*form="page-form"[^>]*>', page)
    assert "name=" not in buttons[0]
    form = page[page.index('id="page-form"') :]
    assert '<input type="hidden" name="action_add" value="1">' in form[: form.index("</form>")]
    client.post("/en/accounts/email/", {"email": "new@example.com", "action_add": "1"})
    assert member.emailaddress_set.filter(email="new@example.com").exists()


def test_switching_is_for_members(client, content, member):
    address = "/en/account/switch/"
    data = {"account": str(member.accounts.first().pk)}
    assert "/accounts/login/" in client.post(address, data)["Location"]
    assert client_of(make_user()).post(address, data)["Location"] == "/en/account/"
    assert client_of(member).get(address).status_code == 405


def test_the_chosen_account_is_filled_where_it_may_be_edited(member):
    request = RequestFactory().get("/")
    viewed = make_account(name="Viewed")
    add_member(viewed, "viewer", member)
    for chosen, filled in (
        ("", "First Ltd"),
        (member.accounts.get(name="Second Ltd").pk, "Second Ltd"),
        (viewed.pk, "First Ltd"),
    ):
        request.session = {SESSION_ACCOUNT: str(chosen)}
        assert account_for_claim(request, member).name == filled


def test_a_currency_of_the_past_stays_until_it_is_changed(content):
    user = make_user()
    account = make_account(user, currency="HRK")
    page = client_of(user).get("/en/account/").content.decode()
    assert re.search(r'<option value="HRK" selected', page)
    data = {"name": "Renamed", "country": "HR", "currency": "HRK", "time_zone": "UTC"}
    assert client_of(user).post("/en/account/", data).status_code == 302
    account.refresh_from_db()
    assert (account.name, account.currency) == ("Renamed", "HRK")
