"""Tests that staff need a second factor for the admin: set up, and used in every session."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from tests.factories import PASSWORD, client_of, make_user

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
ACTIVATE, ASK, AGAIN = "/en/accounts/2fa/totp/activate/", "/en/accounts/2fa/authenticate/", "/en/accounts/2fa/reauthenticate/"  # fmt: skip


@pytest.fixture(autouse=True)
def required(settings, content):
    settings.STAFF_TWO_FACTOR = True


@pytest.fixture
def staff():
    return make_user("staff@example.com", is_staff=True, is_superuser=True)


def code_now(secret: str = SECRET) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client: Client, user):
    return client.post(
        "/en/accounts/login/?next=/admin/", {"login": user.email, "password": PASSWORD}
    )


@pytest.mark.parametrize("path", ["", "assessments/statement/", "assessments/statement/1/change/", "assessments/questionnaire/1/preview/en/", "translations/", "translations/export.xlsx", "autocomplete/", "nothing/here/"])  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_an_authenticator_the_admin_redirects_to_its_setup(staff, path, method):
    client = client_of(staff)
    response = getattr(client, method)(f"/admin/{path}")
    assert response["Location"] == ACTIVATE
    page = client.get(ACTIVATE, follow=True)
    assert "Staff need two-factor authentication" in page.content.decode()


def test_a_factor_set_up_on_the_site_gives_access_to_the_admin(staff):
    client = Client()
    sign_in(client, staff)
    assert client.get("/admin/")["Location"] == ACTIVATE
    asked = client.get(ACTIVATE)["Location"]  # the password once more
    assert client.post(asked, {"password": PASSWORD})["Location"] == ACTIVATE
    page = client.get(ACTIVATE)
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()  # to scan
    assert secret in page.content.decode()  # to type
    assert client.post(ACTIVATE, {"code": code_now(secret)}).status_code == 302
    staff.authenticator_set.get(type="totp")
    response = client.get("/admin/")
    assert response.status_code == 302
    assert response["Location"].startswith(AGAIN)


def test_signing_in_asks_for_the_code_and_then_gives_access(staff):
    TOTP.activate(staff, SECRET)
    client = Client()
    assert sign_in(client, staff)["Location"].startswith(ASK)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == ASK
    assert client.post(ASK, {"code": "000000"}).status_code == 200
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == ASK
    assert client.post(ASK, {"code": code_now()})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/assessments/statement/").status_code == 200


def test_a_session_from_before_is_asked_too(staff):
    client = client_of(staff)
    TOTP.activate(staff, SECRET)
    response = client.get("/admin/assessments/statement/?q=upsell")
    assert (
        response["Location"] == f"{AGAIN}?next=%2Fadmin%2Fassessments%2Fstatement%2F%3Fq%3Dupsell"
    )
    assert client.post(response["Location"], {"code": "000000"}).status_code == 200
    assert client.get("/admin/").status_code == 302
    back = client.post(response["Location"], {"code": code_now()})
    assert back["Location"] == "/admin/assessments/statement/?q=upsell"
    assert client.get(back["Location"]).status_code == 200


def test_removing_the_factor_ends_access_at_once(staff):
    client = client_of(staff)
    TOTP.activate(staff, SECRET)
    client.post(f"{AGAIN}?next=/admin/", {"code": code_now()})
    assert client.get("/admin/").status_code == 200
    staff.authenticator_set.all().delete()
    assert client.get("/admin/")["Location"] == ACTIVATE


def test_a_code_of_another_user_is_refused(staff):
    other = make_user(is_staff=True, is_superuser=True)
    TOTP.activate(staff, SECRET)
    TOTP.activate(other, "KRSXG5CTMVRXEZLU")
    client = client_of(staff)
    client.post(f"{AGAIN}?next=/admin/", {"code": code_now()})
    client.force_login(other)
    assert client.get("/admin/")["Location"].startswith(AGAIN)


def test_sign_in_sign_out_and_the_site_need_no_second_factor(staff):
    client = client_of(staff)
    assert client.get("/en/").status_code == 200
    assert client.get("/en/assessments/").status_code == 302  # to where a company is made
    assert client.post("/admin/logout/").status_code == 200


def test_users_who_are_not_staff_are_refused():
    assert "/accounts/login/" in Client().get("/admin/", follow=True).redirect_chain[-1][0]
    assert client_of(make_user()).get("/admin/", follow=True).status_code == 403


def test_staff_need_no_second_factor_if_the_setting_is_off(settings, staff):
    settings.STAFF_TWO_FACTOR = False
    assert client_of(staff).get("/admin/").status_code == 200


def test_new_staff_learn_why_their_address_is_checked(staff):
    EmailAddress.objects.filter(user=staff).delete()
    page = Client().post(
        "/en/accounts/login/", {"login": staff.email, "password": PASSWORD}, follow=True
    )
    assert "You are new to the staff" in page.content.decode()
