"""Tests that a password is one in either composition, wherever it is set or asked."""

from io import StringIO

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.management.commands import changepassword, createsuperuser
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from tests.accounts.sign_up import FIELDS, link_in
from tests.factories import PASSWORD, client_of, confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
COMPOSED, DECOMPOSED = "Pässwört-für-immer", "Pa\u0308sswo\u0308rt-fu\u0308r-immer"
FORMS = pytest.mark.parametrize(
    ("typed", "other"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)], ids=["composed", "decomposed"]
)  # fmt: skip
SHORT = "a\u0308o\u0308u\u0308a\u0308k7-qx"
"""Nine letters, and thirteen characters."""


@FORMS
def test_a_password_is_one_in_either_composition(guest, typed, other):
    guest.post("/it/accounts/signup/", FIELDS | {"password1": typed, "password2": other})
    guest.post(link_in(mail.outbox[0]))
    login = {"login": FIELDS["email"], "password": other}
    client = Client()
    assert client.post("/it/accounts/login/", login)["Location"] == "/it/assessments/"
    assert client.post("/it/accounts/reauthenticate/", {"password": other}).status_code == 302
    change = {"oldpassword": other, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/it/accounts/password/change/", change).status_code == 302


@FORMS
def test_a_reset_password_is_one_in_either_composition(content, typed, other):
    user = make_user()
    Client().post("/en/accounts/password/reset/", {"email": user.email})
    client = Client()
    page = client.get(link_in(mail.outbox[-1]))
    page = client.get(page["Location"]) if page.status_code == 302 else page
    address = page.request["PATH_INFO"]
    assert client.post(address, {"password1": typed, "password2": other}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(typed)
    assert user.check_password(other)


@FORMS
def test_staff_set_a_password_in_either_composition(content, typed, other):
    staff = confirmed_client_of(make_user(is_staff=True, is_superuser=True))
    passwords = {"usable_password": "true", "password1": typed, "password2": other}
    new = {"email": "new@example.com", **passwords}
    assert staff.post("/admin/accounts/user/add/", new).status_code == 302
    user = User.objects.get(email="new@example.com")
    assert user.check_password(other)
    user.set_password(PASSWORD)
    user.save()
    assert staff.post(f"/admin/accounts/user/{user.pk}/password/", passwords).status_code == 302
    user.refresh_from_db()
    assert user.check_password(other)


@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED])
def test_commands_set_a_password_in_either_composition(monkeypatch, typed):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", typed)
    call_command("createsuperuser", email="new@example.com", interactive=False, verbosity=0)
    user = User.objects.get()
    assert user.check_password(COMPOSED)
    monkeypatch.setattr(changepassword.getpass, "getpass", lambda **_: DECOMPOSED)
    call_command("changepassword", user.email, stdout=StringIO())
    user.refresh_from_db()
    assert user.check_password(COMPOSED)


def test_the_length_of_a_password_counts_letters(content):
    """Checks forms, and what the commands of Django call."""
    user = make_user()
    change = {"oldpassword": PASSWORD, "password1": SHORT, "password2": SHORT}
    response = client_of(user).post("/en/accounts/password/change/", change)
    assert "at least 10 characters" in str(response.context["form"].errors["password1"])
    for validating in (createsuperuser.validate_password, validate_password):
        with pytest.raises(ValidationError, match="at least 10 characters"):
            validating(SHORT, user)


def test_a_password_keeps_every_other_character_and_2000_of_them(content):
    """Checks that spaces, format characters and line breaks are a part of it."""
    typed = " \u200bPässwört\u3164\t" * 166
    passwords = {"oldpassword": PASSWORD, "password1": typed, "password2": typed}
    user = make_user()
    make_account(user)
    assert client_of(user).post("/en/accounts/password/change/", passwords).status_code == 302
    login = {"login": user.email, "password": typed}
    assert Client().post("/en/accounts/login/", login)["Location"] == "/en/assessments/"
    wrong = Client().post("/en/accounts/login/", login | {"password": typed.strip()})
    assert wrong.status_code == 200


def test_a_code_of_the_second_factor_is_read_without_what_nobody_sees(content):
    user = make_user()
    make_account(user)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    client = Client()
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    pasted = f"\u202d{code[:3]}\u200b{code[3:]}\ufeff"
    assert client.post("/en/accounts/2fa/authenticate/", {"code": pasted}).status_code == 302
    assert "_auth_user_id" in client.session
