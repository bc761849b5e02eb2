"""Tests that a guest's assessment is claimed by sign-up."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Account, Membership, Role
from assessments.models import Assessment, AssessmentClaim
from tests.accounts.sign_up import FIELDS, begin, link_in
from tests.factories import PASSWORD, add_member, client_of, make_account, make_completed, make_user

pytestmark = pytest.mark.django_db


def test_the_browser_keeps_its_assessment_until_the_address_is_confirmed(guest):
    key = begin(guest)
    guest.post("/it/accounts/signup/", FIELDS)
    assert "/sections/" in guest.get(f"/it/assessments/{key}/")["Location"]
    page = f"/it/assessments/{key}/sections/process_operations/"
    assert guest.post(page, {"client_onboarding": "4"}).status_code == 302
    response = guest.post("/it/accounts/login/", {"login": FIELDS["email"], "password": PASSWORD})
    assert response["Location"] == "/it/accounts/confirm-email/"
    assert Assessment.objects.get().account is None
    Client().post(link_in(mail.outbox[0]))
    assert Assessment.objects.get().account == Account.objects.get()
    assert "/accounts/login/" in guest.get(f"/it/assessments/{key}/")["Location"]


def test_who_mistyped_the_address_signs_up_again_and_keeps_the_assessment(guest):
    key = begin(guest)
    guest.post("/it/accounts/signup/", FIELDS | {"email": "ana@example.com"})
    guest.post("/it/accounts/signup/", FIELDS)
    Client().post(link_in(mail.outbox[0]))  # whose address it was confirms it
    assert Assessment.objects.get(pk=key).account is None
    assert "/sections/" in guest.get(f"/it/assessments/{key}/")["Location"]
    Client().post(link_in(mail.outbox[1]))
    account = Assessment.objects.get(pk=key).account
    assert account.users.get().email == FIELDS["email"]
    assert not AssessmentClaim.objects.exists()


def test_an_address_with_an_account_takes_the_claim_from_a_mistyped_one(guest):
    account = make_account(make_user(FIELDS["email"]))
    key = begin(guest)
    guest.post("/it/accounts/signup/", FIELDS | {"email": "ana@example.com"})
    guest.post("/it/accounts/signup/", FIELDS)
    Client().post(link_in(mail.outbox[0]))
    assert Assessment.objects.get(pk=key).account is None
    guest.post("/it/accounts/login/", {"login": FIELDS["email"], "password": PASSWORD})
    assert Assessment.objects.get(pk=key).account == account


def test_a_claim_is_not_for_an_account_left_meanwhile(guest):
    key = begin(guest)
    guest.post("/it/accounts/signup/", FIELDS)
    add_member(Account.objects.get(), Role.OWNER)
    Membership.objects.filter(user__email=FIELDS["email"]).update(role="viewer")
    Client().post(link_in(mail.outbox[0]))
    assert Assessment.objects.get(pk=key).account is None


def test_claims_end_with_the_assessments_they_could_be_for(guest):
    begin(guest)
    guest.post("/it/accounts/signup/", FIELDS)
    AssessmentClaim.objects.update(created_at=timezone.now() - timedelta(days=29))
    call_command("delete_old_data", verbosity=0)
    assert AssessmentClaim.objects.exists()
    AssessmentClaim.objects.update(created_at=timezone.now() - timedelta(days=31))
    call_command("delete_old_data", verbosity=0)
    assert not AssessmentClaim.objects.exists()


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


def test_the_page_after_a_sign_up_is_true_for_an_address_with_an_account_too(guest):
    """Checks that nothing is claimed before a sign-in; the mail has no link to finish a sign-up."""
    make_account(make_user("anna@example.com"))
    key = begin(guest)
    page = guest.post("/en/accounts/signup/", FIELDS, follow=True).content.decode()
    assert "will be in your account when you sign in" in page
    assert "waiting in your account" not in page
    assert "finish signing up" not in page
    guest.post("/en/accounts/login/", {"login": "anna@example.com", "password": PASSWORD})
    assert Assessment.objects.get(pk=key).account is not None


def test_a_staff_user_without_company_may_fill_out_as_a_guest(content):
    client = client_of(make_user(is_staff=True))
    key = client.post("/en/assessments/start/")["Location"].split("/")[3]
    page = client.get(f"/en/assessments/{key}/", follow=True)
    assert page.redirect_chain[0][1] == 302
    assert "before you signed in" not in page.content.decode()


def test_a_result_stays_when_its_maker_goes(content):
    owner = make_user()
    account = make_account(owner)
    assessment = make_completed(content, account=account)
    add_member(account, Role.OWNER)
    owner.delete()
    assessment.refresh_from_db()
    assert assessment.account == account
