"""Tests which passwords are refused: breached ones, and those made of names."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from accounts.validators import refuse_names
from tests.accounts.sign_up import FIELDS
from tests.factories import PASSWORD, confirmed_client_of, make_account, make_user

MOSTLY_A_NAME = "This password is mostly the name of your company or of MSP Maturity."


@pytest.mark.parametrize("password", ["1q2w3e4r5t", "Password123", "QWERTYUIOP", "iloveyou123"])
def test_breached_passwords_are_refused(password):
    with pytest.raises(ValidationError, match="too common"):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    ["Rossi-Servizi", "rossiservizi2026", "2026 SERVIZI!", "RÒSSI.2026!!", "servizirossi1234567"],
)
def test_a_password_of_the_companys_name_is_refused(password):
    with pytest.raises(ValidationError, match="mostly the name"):
        refuse_names(password, ["Rossi Servizi"])


@pytest.mark.parametrize("password", ["rossi horse battery", PASSWORD, "Servizi: c0rrect h"])
def test_a_name_in_a_longer_password_is_not_refused(password):
    refuse_names(password, ["Rossi Servizi"])


def test_short_words_and_empty_names_refuse_nothing():
    refuse_names("a-b-c-12345", ["A B C", "", "!!!"])


@pytest.mark.parametrize("password", ["MSP-Maturity1", "mspmaturity2026", "Maturity2026"])
def test_the_products_name_is_refused_everywhere(password):
    with pytest.raises(ValidationError, match="mostly the name"):
        validate_password(password)


@pytest.mark.django_db
def test_sign_up_knows_the_company_of_the_same_form(content):
    weak = "rossiservizi1"
    page = Client().post("/en/accounts/signup/", FIELDS | {"password1": weak, "password2": weak})
    assert page.content.decode().count(MOSTLY_A_NAME) == 2  # beside the field and in the summary
    assert not User.objects.exists()
    other = FIELDS | {"company": "Northwind", "password1": weak, "password2": weak}
    assert Client().post("/en/accounts/signup/", other).status_code == 302


@pytest.mark.django_db
def test_a_later_change_knows_the_companies_one_belongs_to(content):
    user = make_user()
    make_account(user, name="Rossi Servizi")
    data = {"oldpassword": PASSWORD, "password1": "rossiservizi1", "password2": "rossiservizi1"}
    page = confirmed_client_of(user).post("/en/accounts/password/change/", data)
    assert MOSTLY_A_NAME in page.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
