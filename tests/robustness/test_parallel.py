"""Tests that a form that is sent several times at once makes one record."""

import threading
import uuid

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Account, User
from assessments.models import Assessment, Response, Result, SectionResult
from assessments.services.assessment import assessment_claim
from tests.factories import PASSWORD, WORKED_EXAMPLE, make_account, make_assessment, make_user

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8
ROUNDS = 5


def at_once(call) -> list:
    """Returns the results of the call in 8 threads that begin together."""
    barrier = threading.Barrier(AT_ONCE)
    results = [None] * AT_ONCE

    def run(index: int) -> None:
        try:
            barrier.wait()
            results[index] = call(index)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def clients_of(user: User) -> list[Client]:
    clients = [Client() for _ in range(AT_ONCE)]
    for client in clients:
        client.force_login(user)
    return clients


def test_eight_completes_give_one_result(content):
    owner = make_user()
    account = make_account(owner)
    clients = clients_of(owner)
    for _ in range(ROUNDS):
        key = make_assessment(content, WORKED_EXAMPLE, account=account).pk
        responses = at_once(
            lambda index, key=key: clients[index].post(f"/en/assessments/{key}/review/")
        )
        assert {response["Location"] for response in responses} == {
            f"/en/assessments/{key}/result/"
        }
    assert Result.objects.count() == ROUNDS
    assert SectionResult.objects.count() == ROUNDS * 4


def test_eight_claims_give_one_owner(content):
    for _ in range(ROUNDS):
        guest = uuid.uuid4()
        key = make_assessment(content, [3], guest_key=guest).pk
        user, accounts = make_user(), [make_account() for _ in range(AT_ONCE)]
        claimed = at_once(
            lambda index, a=accounts, g=guest, u=user: assessment_claim(
                guest_key=g, account=a[index], user=u
            )
        )
        assert sorted(claimed) == [0] * (AT_ONCE - 1) + [1]
        assert Assessment.objects.get(pk=key).account == accounts[claimed.index(1)]


def test_eight_starts_with_one_form_begin_one(content):
    owner = make_user()
    make_account(owner)
    clients = clients_of(owner)
    key = str(uuid.uuid4())
    responses = at_once(
        lambda index: clients[index].post("/en/assessments/start/", {"start_key": key})
    )
    assert len({response["Location"] for response in responses}) == 1
    assert Assessment.objects.count() == 1


def test_eight_sign_ups_make_one_account(content):
    fields = {
        "email": "anna@example.com",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "company": "Rossi",
        "country": "IT",
        "currency": "EUR",
    }
    responses = at_once(
        lambda index: Client(REMOTE_ADDR=f"10.0.0.{index}").post("/en/accounts/signup/", fields)
    )
    assert {response.status_code for response in responses} == {302}
    assert User.objects.count() == Account.objects.count() == 1


def test_eight_company_forms_make_one_account(content):
    fields = {"company": "Rossi", "country": "IT", "currency": "EUR"}
    for _ in range(ROUNDS):
        user = make_user()
        clients = clients_of(user)
        responses = at_once(
            lambda index, clients=clients: clients[index].post("/en/account/", fields)
        )
        # a late request posts to the page of the account that exists by then
        assert {response.status_code for response in responses} <= {302, 422}
        assert user.accounts.count() == 1


def test_saves_and_a_complete_at_once_leave_a_result_that_fits_its_answers(content):
    """Checks that a save comes before the completion and counts, or is refused."""
    owner = make_user()
    account = make_account(owner)
    clients = clients_of(owner)
    for _ in range(ROUNDS):
        key = make_assessment(content, WORKED_EXAMPLE, account=account).pk

        def act(index: int, key=key):
            if index == 0:
                return clients[0].post(f"/en/assessments/{key}/review/")
            url = f"/en/assessments/{key}/sections/revenue_growth/"
            return clients[index].post(url, {"upsell": "5"}, headers={"hx-request": "true"})

        responses = at_once(act)
        assert {response.status_code for response in responses} <= {200, 302, 409}
        points = sum(Response.objects.filter(assessment=key).values_list("value", flat=True))
        assert Result.objects.get(assessment=key).points == points
