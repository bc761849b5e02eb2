"""Tests the time zone that is proposed at sign-up, and codes that are stored and left their list."""

import re

import pytest
from django.test import Client

from accounts.models import Account
from tests.accounts.sign_up import FIELDS
from tests.factories import client_of, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db


def chosen(page: str, name: str) -> str:
    """Returns the value that the page has chosen of a list."""
    field = re.search(rf'<select name="{name}".*?</select>', page, re.S)[0]
    return re.search(r'<option value="([^"]*)"\s+selected', field)[1]


@pytest.mark.parametrize(
    ("fields", "zone"),
    [
        ({"country": "AU"}, "Australia/Sydney"),
        ({"country": "AU", "time_zone": ""}, "Australia/Sydney"),
        ({"country": "AU", "time_zone": "Australia/Perth"}, "Australia/Perth"),
        ({"country": "UA", "time_zone": "Europe/Kiev"}, "Europe/Kyiv"),
        ({"country": "IT", "time_zone": "UTC"}, "UTC"),
    ],
)
def test_a_company_gets_the_zone_that_was_chosen_or_its_countrys_main_one(guest, fields, zone):
    assert guest.post("/en/accounts/signup/", FIELDS | fields).status_code == 302
    assert Account.objects.get().time_zone == zone


@pytest.mark.parametrize("zone", ["Mars/Olympus", "Europe", "../etc/passwd"])
def test_no_zone_at_all_is_answered_beside_the_field(guest, zone):
    response = guest.post("/en/accounts/signup/", FIELDS | {"time_zone": zone})
    assert 'id="id_time_zone_error"' in response.content.decode()
    assert not Account.objects.exists()


def test_what_was_chosen_stays_after_an_error_and_in_another_language(guest):
    fields = FIELDS | {"country": "AU", "time_zone": "Australia/Perth", "company": ""}
    for more in ({}, {"language": "de"}):
        page = guest.post("/en/accounts/signup/", fields | more, follow=True).content.decode()
        assert chosen(page, "time_zone") == "Australia/Perth"
        assert 'value="Australia/Sydney"' in page


@pytest.mark.parametrize(
    ("country", "browser", "zone"),
    [
        ("AU", "Australia/Perth", "Australia/Perth"),
        ("US", "America/Indianapolis", "America/Indiana/Indianapolis"),
        ("AU", "Europe/Rome", "Australia/Sydney"),
        ("IT", "", "Europe/Rome"),
        ("BV", "Europe/Oslo", ""),
        ("", "Europe/Rome", ""),
        ("<b>", "\0", ""),
    ],
)
def test_the_zones_of_a_country_are_offered_with_the_proposed_one_chosen(
    db, country, browser, zone
):
    query = {"country": country, "browser": browser}
    page = Client().get("/de/account/time-zones/", query).content.decode()
    if zone:
        assert chosen(page, "time_zone") == zone
    assert ("selected" in page) == bool(zone) or chosen(page, "time_zone") == zone
    if country == "AU":
        assert re.findall('value="([^"]+)"', page)[0] == "Australia/Sydney"
        assert "Australien (Perth)" in page


@pytest.mark.parametrize(
    ("stored", "kept"),
    [
        ({"time_zone": "Europe/Kiev"}, {"time_zone": "Europe/Kyiv"}),
        ({"time_zone": "Mars/Olympus"}, {"time_zone": "Mars/Olympus"}),
        ({"time_zone": "Etc/GMT-5"}, {"time_zone": "Etc/GMT-5"}),
        ({"time_zone": ""}, {"time_zone": "UTC"}),
        ({"country": "AN"}, {"country": "AN"}),
        ({"country": "QQ"}, {"country": "QQ"}),
        ({"currency": "HRK"}, {"currency": "HRK"}),
        ({"currency": "QQQ"}, {"currency": "QQQ"}),
    ],
)
def test_what_is_stored_stays_chosen_where_only_the_name_is_changed(content, stored, kept):
    owner = make_user()
    account = make_account(owner)
    Account.objects.filter(pk=account.pk).update(**stored)
    client = client_of(owner)
    page = client.get("/en/account/").content.decode()
    data = {name: chosen(page, name) for name in ("country", "currency", "time_zone")}
    assert client.post("/en/account/", data | {"name": "Renamed"}).status_code == 302
    account.refresh_from_db()
    assert account.name == "Renamed"
    expected = {"country": "IT", "currency": "EUR", "time_zone": "Europe/Rome"} | kept
    assert {name: getattr(account, name) for name in expected} == expected


def test_what_left_its_list_cannot_be_chosen_anew(content):
    owner = make_user()
    account = make_account(owner)
    data = {"name": "A", "country": "AN", "currency": "HRK", "time_zone": "Mars/Olympus"}
    response = client_of(owner).post("/en/account/", data)
    assert set(response.context["form"].errors) == {"country", "currency", "time_zone"}
    account.refresh_from_db()
    assert account.country == "IT"


def test_staff_can_rename_a_company_whose_codes_have_left_their_lists(content):
    account = make_account()
    stored = {"country": "AN", "currency": "QQQ", "time_zone": "Europe/Kiev"}
    Account.objects.filter(pk=account.pk).update(**stored)
    staff = confirmed_client_of(make_user(is_staff=True, is_superuser=True))
    member = account.memberships.get()
    rows = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": member.pk,
        "memberships-0-account": account.pk,
        "memberships-0-user": member.user_id,
        "memberships-0-role": "owner",
    }
    url = f"/admin/accounts/account/{account.pk}/change/"
    assert staff.post(url, stored | rows | {"name": "Renamed"}).status_code == 302
    account.refresh_from_db()
    assert (account.name, account.country, account.time_zone) == ("Renamed", "AN", "Europe/Kiev")
    assert staff.post(url, stored | rows | {"name": "A", "country": "QQ"}).status_code == 200
