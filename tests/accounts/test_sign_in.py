"""Tests that sign-in is rate limited and redirects only to the same host."""

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD, make_account, make_user

pytestmark = pytest.mark.django_db


def test_sign_in_is_rate_limited_on_the_site_and_in_the_admin(guest):
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
    """Checks other host names of the site too: they may be other sites."""
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://trusted.example"]
    make_account(make_user("anna@example.com"))
    data = {"login": "anna@example.com", "password": PASSWORD, "next": target}
    response = guest.post("/en/accounts/login/", data)
    assert response["Location"] == (target if reached else "/en/assessments/")


def test_a_superuser_made_by_command_signs_in_at_once(content):
    User.objects.create_superuser("staff@example.com", PASSWORD)
    client = Client()
    response = client.post(
        "/en/accounts/login/?next=/admin/", {"login": "staff@example.com", "password": PASSWORD}
    )
    assert response["Location"] in ("/admin/", "/en/assessments/")
    assert client.get("/admin/").status_code == 200
