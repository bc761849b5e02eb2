"""Sign-up and sign-in keep the assessment just made."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Account, Membership, User
from assessments.models import Assessment
from localization.languages import CODES
from tests.factories import PASSWORD, add_member, client_of, make_account, make_completed, make_user

pytestmark = pytest.mark.django_db

FIELDS = {
    "email": "anna@example.com",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "company": "Rossi Servizi",
    "country": "IT",
    "currency": "EUR",
}


def begin(client: Client) -> str:
    return client.post("/it/assessments/start/")["Location"].split("/")[3]


def link_in(message: mail.EmailMessage) -> str:
    return re.search(r"http://testserver(/\S+)", message.body)[1]


@pytest.fixture
def guest(content) -> Client:
    return Client()


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


def test_the_claim_is_made_at_sign_up_and_access_waits_for_the_address(guest):
    key = begin(guest)
    guest.post("/it/accounts/signup/", FIELDS)
    assert Assessment.objects.get().account == Account.objects.get()
    assert "/accounts/login/" in guest.get(f"/it/assessments/{key}/")["Location"]
    # signing in before the address is confirmed does not help
    response = guest.post("/it/accounts/login/", {"login": FIELDS["email"], "password": PASSWORD})
    assert response["Location"] == "/it/accounts/confirm-email/"
    assert "/accounts/login/" in guest.get(f"/it/assessments/{key}/")["Location"]


def test_the_address_may_be_confirmed_on_another_device(guest):
    key = begin(guest)
    guest.post("/it/accounts/signup/", FIELDS)
    phone = Client()
    link = link_in(mail.outbox[0])
    assert phone.get(link).status_code == 200
    phone.post(link)
    for client in (phone, guest):
        response = client.post(
            "/it/accounts/login/", {"login": FIELDS["email"], "password": PASSWORD}
        )
        assert response["Location"] == "/it/assessments/"
        assert client.get(f"/it/assessments/{key}/").status_code == 302
        assert client.get("/it/assessments/").status_code == 200


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
    assert Assessment.objects.get().account is not None


def test_an_address_that_has_an_account_is_not_told_apart(guest):
    make_user("anna@example.com")
    response = guest.post("/it/accounts/signup/", FIELDS)
    assert response["Location"] == "/it/accounts/confirm-email/"
    assert not Account.objects.exists()
    assert User.objects.count() == 1
    assert len(mail.outbox) == 1  # it says that there is an account


def test_signing_in_to_an_existing_account_claims_too(guest):
    account = make_account(make_user("anna@example.com"))
    key = begin(guest)
    guest.post("/it/accounts/login/", {"login": "ANNA@example.com", "password": PASSWORD})
    assert Assessment.objects.get(pk=key).account == account
    assert guest.get(f"/it/assessments/{key}/").status_code == 302


def test_a_claimed_assessment_is_not_claimed_again(guest):
    key = begin(guest)
    first, second = (
        make_account(make_user("a@example.com")),
        make_account(make_user("b@example.com")),
    )
    cookie = guest.cookies["sessionid"].value
    other = Client()
    other.cookies["sessionid"] = cookie
    guest.post("/en/accounts/login/", {"login": "a@example.com", "password": PASSWORD})
    other.post("/en/accounts/login/", {"login": "b@example.com", "password": PASSWORD})
    assert Assessment.objects.get(pk=key).account == first
    assert not second.assessments.exists()


def test_a_viewer_claims_nothing(guest):
    viewer = make_user("v@example.com")
    Membership.objects.create(account=make_account(), user=viewer, role="viewer")
    key = begin(guest)
    guest.post("/en/accounts/login/", {"login": "v@example.com", "password": PASSWORD})
    assert Assessment.objects.get(pk=key).account is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not an address"),
        ("email", f"{'x' * 50}@{'y.' * 110}example.com"),
        ("password2", "another password"),
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


def test_sign_in_is_rate_limited_at_both_doors(guest):
    make_user("anna@example.com")
    doors = ["/en/accounts/login/", "/admin/login/"]
    assert guest.get(doors[1])["Location"].startswith(
        "/en/accounts/login/"
    )  # there is only one door
    for _ in range(12):
        guest.post(doors[0], {"login": "anna@example.com", "password": "wrong"})
    right = guest.post(doors[0], {"login": "anna@example.com", "password": PASSWORD})
    assert right.status_code != 302  # the right password comes too late
    assert "_auth_user_id" not in guest.session


def test_no_redirect_leaves_the_host(guest):
    make_account(make_user("anna@example.com"))
    for target in (
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
    ):
        client = Client()
        response = client.post(
            f"/en/accounts/login/?next={target}",
            {"login": "anna@example.com", "password": PASSWORD, "next": target},
        )
        assert response["Location"] == "/en/assessments/"
        assert (
            client.post("/en/appearance/", {"appearance": "dark", "next": target})["Location"]
            == "/en/"
        )


@pytest.mark.parametrize(
    ("target", "reached"),
    [
        ("http://testserver/en/account/", True),
        ("/en/account/", True),
        ("http://testserver:8443/en/account/", False),
        ("http://other.example/en/account/", False),
        ("https://trusted.example/", False),
    ],
)
def test_signing_in_stays_on_the_host_and_port(guest, settings, target, reached):
    """Other names that the site answers to may be other sites."""
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://trusted.example"]
    make_account(make_user("anna@example.com"))
    data = {"login": "anna@example.com", "password": PASSWORD, "next": target}
    response = guest.post("/en/accounts/login/", data)
    assert response["Location"] == (target if reached else "/en/assessments/")


def test_an_address_too_long_to_be_kept_is_refused_at_a_change(content):
    """254 characters are what the database keeps; the form's own limit is higher."""
    user = make_user()
    make_account(user)
    client = client_of(user)
    long = f"{'x' * 50}@{'y.' * 110}example.com"
    response = client.post("/en/accounts/email/", {"email": long, "action_add": ""})
    assert response.status_code == 200
    assert 'id="id_email_error"' in response.content.decode()
    assert user.emailaddress_set.count() == 1


def test_whoever_has_no_company_makes_one(content):
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


def test_making_the_company_keeps_what_was_made_before(guest):
    """Begun as a guest and finished after signing in, without a company all the while: it waits for the company."""
    user = make_user("anna@example.com")
    key = begin(guest)
    guest.post("/it/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert Assessment.objects.get(pk=key).account is None
    guest.post("/it/account/", {"company": "Nuova", "country": "IT", "currency": "EUR"})
    assert Assessment.objects.get(pk=key).account == user.accounts.get()
    assert guest.get(f"/it/assessments/{key}/").status_code == 302


def test_signing_in_before_the_address_is_confirmed_claims_too(guest):
    account = make_account(User.objects.create_user("anna@example.com", PASSWORD))
    key = begin(guest)
    guest.post("/it/accounts/login/", {"login": "anna@example.com", "password": "not this one"})
    assert Assessment.objects.get(pk=key).account is None
    response = guest.post(
        "/it/accounts/login/", {"login": "anna@example.com", "password": PASSWORD}
    )
    assert response["Location"] == "/it/accounts/confirm-email/"
    assert Assessment.objects.get(pk=key).account == account


def test_what_is_said_after_a_sign_up_holds_for_an_address_with_an_account_too(guest):
    """Nothing is claimed then until somebody signs in, and the mail has no link that finishes a sign-up."""
    make_account(make_user("anna@example.com"))
    key = begin(guest)
    page = guest.post("/en/accounts/signup/", FIELDS, follow=True).content.decode()
    assert "at the latest when you sign in" in page
    assert "waiting in your account" not in page
    assert "finish signing up" not in page
    guest.post("/en/accounts/login/", {"login": "anna@example.com", "password": PASSWORD})
    assert Assessment.objects.get(pk=key).account is not None


def test_the_claim_goes_to_the_first_account_that_may_be_edited(guest):
    user = make_user("anna@example.com")
    add_member(make_account(), "viewer", user)
    second, _third = make_account(), make_account()
    add_member(second, "editor", user)
    add_member(_third, "owner", user)
    key = begin(guest)
    guest.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert Assessment.objects.get(pk=key).account == second


def test_a_staff_user_without_company_may_fill_out_as_a_guest(content):
    client = client_of(make_user(is_staff=True))
    key = client.post("/en/assessments/start/")["Location"].split("/")[3]
    assert client.get(f"/en/assessments/{key}/").status_code == 302


def test_a_result_stays_when_its_maker_goes(content):
    owner = make_user()
    account = make_account(owner)
    assessment = make_completed(content, account=account)
    owner.delete()
    assessment.refresh_from_db()
    assert assessment.account == account


def test_a_superuser_made_by_command_signs_in_at_once(content):
    User.objects.create_superuser("staff@example.com", PASSWORD)
    client = Client()
    response = client.post(
        "/en/accounts/login/?next=/admin/", {"login": "staff@example.com", "password": PASSWORD}
    )
    assert response["Location"] in ("/admin/", "/en/assessments/")
    assert client.get("/admin/").status_code == 200
