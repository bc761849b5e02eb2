"""Tests that programs that open the links of mails use none of them up."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.accounts.sign_up import FIELDS, link_in
from tests.factories import make_account, make_user

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "another long password"


def scan(link: str) -> None:
    """Opens a link as scanners of mail do: by HEAD, ahead of a person, and as any browser."""
    Client().head(link, follow=True)
    Client().get(link, follow=True, headers={"sec-purpose": "prefetch"})
    for _ in range(2):
        Client().get(link, follow=True)


def test_a_confirmation_waits_for_its_button(guest):
    guest.post("/it/accounts/signup/", FIELDS)
    link = link_in(mail.outbox[0])
    scan(link)
    assert not EmailAddress.objects.get().verified
    assert guest.post(link).status_code == 302
    assert EmailAddress.objects.get().verified


def test_a_password_reset_waits_for_its_form(guest):
    user = make_user("anna@example.com")
    make_account(user)
    guest.post("/it/accounts/password/reset/", {"email": user.email})
    link = link_in(mail.outbox[0])
    scan(link)
    form = guest.get(link, follow=True)
    assert form.context["form"] is not None
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert guest.post(form.redirect_chain[-1][0], data).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)
