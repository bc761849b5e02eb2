"""Tests that of changes at the same moment one leaves an owner, through pages and past them."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Account, Invitation, Membership, Role
from tests.accounts.inviting import accept_path, invite
from tests.factories import PASSWORD, add_member, confirmed_client_of, make_account, make_user
from tests.robustness.test_parallel import AT_ONCE, at_once, clients_of

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 3


def owners_of(account: Account) -> list[Membership]:
    return list(Membership.objects.filter(account=account, role=Role.OWNER).order_by("pk"))


@pytest.mark.parametrize("ending", ["", "remove/"])
def test_owners_who_end_each_others_role_at_once_leave_one(content, ending):
    """Sends eight requests, each of an owner about the next one."""
    account = make_account()
    for _ in range(AT_ONCE - 1):
        add_member(account, Role.OWNER)
    owners = owners_of(account)
    clients = [confirmed_client_of(owner.user) for owner in owners]
    paths = [f"/en/account/members/{owner.pk}/{ending}" for owner in owners]
    at_once(lambda index: clients[index].post(paths[(index + 1) % AT_ONCE], {"role": "viewer"}))
    assert owners_of(account)


def test_two_programs_that_know_no_rule_leave_one_owner(content):
    """Writes past the services: the guard at the end of the transaction refuses the second."""
    for _ in range(ROUNDS):
        account = make_account()
        add_member(account, Role.OWNER)
        keys = [owner.pk for owner in owners_of(account)]

        def demote(index: int, keys=keys) -> bool:
            try:
                with transaction.atomic():
                    Membership.objects.filter(pk=keys[index % 2]).update(role=Role.VIEWER)
            except IntegrityError:
                return False
            return True

        assert set(at_once(demote)) == {True, False}
        assert len(owners_of(account)) == 1


def test_the_second_of_two_waits_for_the_first_before_it_is_checked(content):
    """Lets the guard look at the first, which is not over, while the second one begins."""
    account = make_account()
    add_member(account, Role.OWNER)
    first, second = owners_of(account)
    refused = []

    def demote_second() -> None:
        try:
            Membership.objects.filter(pk=second.pk).update(role=Role.VIEWER)
        except IntegrityError:
            refused.append(second)
        finally:
            connection.close()

    thread = threading.Thread(target=demote_second)
    with transaction.atomic(), connection.cursor() as cursor:
        Membership.objects.filter(pk=first.pk).update(role=Role.VIEWER)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        thread.start()
        thread.join(timeout=1)  # it cannot end before the first one does
    thread.join()
    assert refused == [second]
    assert owners_of(account) == [second]


def test_an_invitation_accepted_eight_times_at_once_makes_one_member(content):
    account, user = make_account(), make_user("marta@example.com")
    token = invite(account, user.email)
    clients = clients_of(user)
    answers = at_once(lambda index: clients[index].post(accept_path(token)))
    assert {answer["Location"] for answer in answers} == {"/en/assessments/"}
    assert Membership.objects.filter(account=account, user=user).count() == 1


def test_a_sign_up_sent_eight_times_at_once_makes_one_user(content):
    account = make_account()
    token = invite(account, "marta@example.com")
    clients = clients_of(make_user())
    for client in clients:
        client.logout()
    fields = {"password1": PASSWORD, "password2": PASSWORD}
    answers = at_once(lambda index: clients[index].post(accept_path(token), fields))
    assert {answer.status_code for answer in answers} <= {200, 302, 404}
    assert Membership.objects.filter(account=account).count() == 2
    assert Invitation.objects.get().accepted_by.email == "marta@example.com"
