"""What staff enter about users and companies is checked as strictly as what users enter."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Account, User
from tests.factories import PASSWORD, client_of, make_account, make_user

pytestmark = pytest.mark.django_db
NO_MEMBERS = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
ACCOUNT = {"name": "Acme", "country": "IT", "currency": "EUR", "time_zone": "Europe/Rome"}


@pytest.fixture
def staff(content) -> Client:
    return client_of(make_user(is_staff=True, is_superuser=True))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "QQ"),
        ("currency", "ABC"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "Europe"),
        ("time_zone", "../etc/passwd"),
    ],
)
def test_codes_that_name_nothing_are_refused(staff, field, value):
    data = {**ACCOUNT, **NO_MEMBERS, field: value}
    response = staff.post("/admin/accounts/account/add/", data)
    assert response.status_code == 200
    assert field in response.context["adminform"].form.errors
    assert not Account.objects.exists()


def test_codes_that_name_something_are_taken(staff):
    assert staff.post("/admin/accounts/account/add/", ACCOUNT | NO_MEMBERS).status_code == 302
    assert Account.objects.get().time_zone == "Europe/Rome"


@pytest.mark.parametrize("name", ["Mars/Olympus", "Europe", "", "../etc/passwd"])
def test_an_unknown_time_zone_in_the_database_is_utc(content, name):
    owner = make_user()
    account = make_account(owner)
    Account.objects.filter(pk=account.pk).update(time_zone=name)
    assert client_of(owner).get("/en/account/").status_code == 200


@pytest.mark.parametrize("address", ["Anna@Example.COM", "ANNA@example.com"])
def test_a_user_made_with_capitals_can_sign_in(staff, address):
    data = {
        "email": address,
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert staff.post("/admin/accounts/user/add/", data).status_code == 302
    assert User.objects.filter(email="anna@example.com").exists()
    response = Client().post("/en/accounts/login/", {"login": address, "password": PASSWORD})
    assert response["Location"] == "/en/accounts/confirm-email/"


def test_the_database_holds_no_capitals(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Anna@example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=make_user().pk).update(email="Anna@example.com")
