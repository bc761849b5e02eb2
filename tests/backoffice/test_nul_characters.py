"""Tests that a NUL character in an address of the admin is answered with 400, not 500."""

import pytest

from tests.factories import client_of, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "autocomplete/?app_label=accounts&model_name=membership&field_name=user&term=%00",
        "accounts/user/?q=%00",
        "accounts/account/?q=a%00b",
        "assessments/statement/?q=%00",
        "assessments/statement/?key=%00",
        "assessments/section/?questionnaire__id__exact=%00",
        "glossary/term/?q=%00",
        "account/emailaddress/?q=%00",
        "auth/group/?q=%00",
        "assessments/statement/1%00/change/",
        "nothing%00/",
    ],
)
def test_a_nul_character_is_refused(content, path):
    client = client_of(make_user(is_staff=True, is_superuser=True))
    assert client.get(f"/admin/{path}").status_code == 400


def test_a_search_without_a_nul_character_works(content):
    client = client_of(make_user(is_staff=True, is_superuser=True))
    path = "/admin/autocomplete/?app_label=accounts&model_name=membership&field_name=user&term=user"
    assert client.get(path).status_code == 200
