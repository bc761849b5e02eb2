"""Tests that signing in asks whose the answers are that a guest gave in the browser."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from assessments.models import Assessment
from tests.accounts.sign_up import FIELDS, begin, link_in
from tests.factories import PASSWORD, add_member, make_account, make_completed, make_user

pytestmark = pytest.mark.django_db

ASKED = "Are these answers yours?"


def sign_in(client: Client, email: str, **fields: str) -> str:
    """Signs in; returns the page where one arrives."""
    data = {"login": email, "password": PASSWORD, **fields}
    return client.post("/en/accounts/login/", data, follow=True).content.decode()


def add(client: Client, page: str):
    """Presses the button that adds the answers."""
    fields = re.search(
        r'name="next" value="([^"]*)"(?:.|\n)*?name="account"\s+value="([^"]+)"', page
    )
    data = {"next": fields[1], "account": fields[2]}
    return client.post("/en/assessments/claim/", data, follow=True)


def test_signing_in_asks_whose_the_answers_are(guest, content):
    account = make_account(make_user("anna@example.com"), name="Rossi & Figli")
    key = begin(guest)
    guest.post(f"/en/assessments/{key}/sections/process_operations/", {"documentation": "4"})
    make_completed(content, guest_key=guest.session["guest"])
    page = sign_in(guest, "ANNA@example.com")
    assert ASKED in page
    assert "Assessment completed on" in page
    assert "1 of 20 answered" in page
    assert "Add to Rossi &amp; Figli" in page
    assert not account.assessments.exists()
    assert "/sections/" in guest.get(f"/en/assessments/{key}/")["Location"]
    answer = add(guest, page)
    assert answer.redirect_chain == [("/en/assessments/", 302)]
    assert "The answers now belong to Rossi &amp; Figli." in answer.content.decode()
    assert account.assessments.count() == 2
    assert ASKED not in guest.get("/en/assessments/").content.decode()
    again = add(guest, page)  # the button pressed twice
    assert again.status_code == 200
    assert "now belong" not in again.content.decode()
    assert account.assessments.count() == 2


def test_signing_in_to_keep_a_result_takes_one_press(guest, content):
    """Presses «I already have an account» on the result."""
    account = make_account(make_user("anna@example.com"))
    begin(guest)
    done = make_completed(content, guest_key=guest.session["guest"])
    result = f"/en/assessments/{done.pk}/result/"
    page = sign_in(guest, "anna@example.com", next=result)
    assert "Your result: 3.55" in page
    assert "You do not have an account yet" not in page
    answer = add(guest, page)
    assert answer.redirect_chain == [(result, 302)]
    done.refresh_from_db()
    assert done.account == account


def test_what_is_not_mine_stays_with_the_browser(guest):
    """Signs in at a computer on which a colleague has answered."""
    account = make_account(make_user("anna@example.com"))
    key = begin(guest)
    page = f"/en/assessments/{key}/"
    sign_in(guest, "anna@example.com")
    data = {"declined": "yes", "next": "/en/kpis/"}
    answer = guest.post("/en/assessments/claim/", data, follow=True)
    assert answer.redirect_chain == [("/en/kpis/", 302)]
    assert ASKED not in answer.content.decode()
    assert ASKED not in guest.get("/en/assessments/").content.decode()
    assert guest.get(page).status_code == 302
    guest.post("/en/accounts/logout/")
    assert "/sections/" in guest.get(page)["Location"]
    assert not account.assessments.exists()
    colleague = make_account(make_user("bruno@example.com"))
    add(guest, sign_in(guest, "bruno@example.com"))
    assert Assessment.objects.get(pk=key).account == colleague


def test_the_admins_sign_out_leaves_the_answers_to_the_browser_too(guest):
    key = begin(guest)
    guest.force_login(make_user(is_staff=True))
    guest.post("/admin/logout/")
    assert "/sections/" in guest.get(f"/en/assessments/{key}/")["Location"]
    assert Client().get(f"/en/assessments/{key}/")["Location"].startswith("/en/accounts/login/")


def test_who_has_signed_up_here_is_not_asked_and_another_is(guest):
    anna, bruno = make_user("anna@example.com"), make_user("bruno@example.com")
    make_account(bruno)
    account = make_account(anna)
    key = begin(guest)
    guest.post("/en/accounts/signup/", FIELDS)
    assert ASKED in sign_in(guest, bruno.email)
    guest.post("/en/accounts/logout/")
    assert ASKED in sign_in(guest, anna.email)  # another person has been here since
    guest.post("/en/accounts/logout/")
    guest.post("/en/accounts/signup/", FIELDS)
    assert ASKED not in sign_in(guest, anna.email)
    assert Assessment.objects.get(pk=key).account == account


@pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example/", "nowhere", ""])
def test_the_answer_leads_to_a_page_of_ours(guest, next_page):
    make_account(make_user("anna@example.com"))
    begin(guest)
    sign_in(guest, "anna@example.com")
    answer = guest.post("/en/assessments/claim/", {"declined": "yes", "next": next_page})
    assert answer["Location"] == "/en/assessments/"


def test_only_who_is_signed_in_answers(guest):
    begin(guest)
    assert guest.get("/en/assessments/claim/").status_code == 405
    answer = guest.post("/en/assessments/claim/", {"declined": "yes"})
    assert answer["Location"] == "/en/accounts/login/?next=/en/assessments/claim/"


def test_another_accounts_id_claims_nothing(guest):
    other = make_account()
    make_account(make_user("anna@example.com"))
    key = begin(guest)
    sign_in(guest, "anna@example.com")
    for account in (str(other.pk), "nonsense"):
        answer = guest.post("/en/assessments/claim/", {"account": account})
        assert answer.status_code == 404
    assert Assessment.objects.get(pk=key).account is None


def test_a_claimed_assessment_is_not_claimed_again(guest):
    key = begin(guest)
    first, second = (
        make_account(make_user("a@example.com")),
        make_account(make_user("b@example.com")),
    )
    other = Client()
    other.cookies["sessionid"] = guest.cookies["sessionid"].value
    page, others_page = sign_in(guest, "a@example.com"), sign_in(other, "b@example.com")
    add(guest, page)
    if ASKED in others_page:
        add(other, others_page)
    assert Assessment.objects.get(pk=key).account == first
    assert not second.assessments.exists()


def test_a_viewer_claims_nothing_and_is_told_why(guest):
    viewer, account = make_user("v@example.com"), make_account(name="Verdi")
    add_member(account, "viewer", viewer)
    key = begin(guest)
    page = sign_in(guest, viewer.email)
    assert "Your role in Verdi lets you view assessments but not add any." in page
    assert 'name="account"' not in page
    answer = guest.post("/en/assessments/claim/", {"account": str(account.pk)})
    assert answer.status_code == 403
    assert Assessment.objects.get(pk=key).account is None


def test_making_the_company_keeps_what_was_made_before(guest):
    """Starts an assessment as a guest and completes it as a user who has no company yet."""
    user = make_user("anna@example.com")
    key = begin(guest)
    page = sign_in(guest, user.email)
    assert "They will be added to your company when you create it." in page
    assert Assessment.objects.get(pk=key).account is None
    guest.post("/it/account/", {"company": "Nuova", "country": "IT", "currency": "EUR"})
    assert Assessment.objects.get(pk=key).account == user.accounts.get()
    assert guest.get(f"/it/assessments/{key}/").status_code == 302


def test_making_the_company_leaves_what_was_declined(guest):
    user = make_user("anna@example.com")
    key = begin(guest)
    sign_in(guest, user.email)
    guest.post("/en/assessments/claim/", {"declined": "yes"})
    guest.post("/it/account/", {"company": "Nuova", "country": "IT", "currency": "EUR"})
    assert user.accounts.exists()
    assert Assessment.objects.get(pk=key).account is None


def test_signing_in_before_the_address_is_confirmed_asks_afterwards(guest):
    account = make_account(User.objects.create_user("anna@example.com", PASSWORD))
    key = begin(guest)
    fields = {"login": "anna@example.com", "password": PASSWORD}
    response = guest.post("/it/accounts/login/", fields)
    assert response["Location"] == "/it/accounts/confirm-email/"
    Client().post(link_in(mail.outbox[0]))
    assert Assessment.objects.get(pk=key).account is None
    add(guest, sign_in(guest, "anna@example.com"))
    assert Assessment.objects.get(pk=key).account == account


def test_the_claim_goes_to_the_first_account_that_may_be_edited(guest):
    user = make_user("anna@example.com")
    add_member(make_account(), "viewer", user)
    second, _third = make_account(), make_account()
    add_member(second, "editor", user)
    add_member(_third, "owner", user)
    key = begin(guest)
    add(guest, sign_in(guest, user.email))
    assert Assessment.objects.get(pk=key).account == second
