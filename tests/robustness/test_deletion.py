"""Tests deletions at the same moment as what undoes or repeats them, and after a kill."""

import threading

import pytest
from django.db import connection, transaction

from accounts.models import Account, Activity, Membership, Role, User
from accounts.services import account_erasure
from accounts.services.account_deletion import UndoTooLate
from accounts.services.account_erasure import account_erase
from accounts.services.user_deletion import AccountsToSettle, user_delete
from assessments.models import Assessment, DeletedAssessmentCount
from tests.accounts.deleting import make_due, request_deletion, undo_deletion
from tests.factories import add_member, make_account, make_assessment, make_completed
from tests.robustness.test_parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def test_of_a_request_and_an_undo_at_once_the_later_one_counts(content):
    for number in range(ROUNDS):
        account = make_account()
        first, second = account.users.get(), add_member(account, Role.OWNER)
        if number % 2:
            request_deletion(account, first)

        def press(index: int, account=account, first=first, second=second) -> None:
            if index % 2:
                request_deletion(account, first)
            else:
                undo_deletion(account, second)

        at_once(press)
        account.refresh_from_db()
        last = Activity.objects.filter(account=account).order_by("pk").last()
        expected = last is not None and last.kind == "deletion_requested"
        assert (account.deletion_due_at is not None) == expected


@pytest.mark.parametrize("is_undo_first", [True, False])
def test_of_an_undo_and_the_worker_at_once_one_wins_whole(content, is_undo_first):
    """Lets either begin a little earlier; the one that comes second says what has happened."""
    for _ in range(ROUNDS):
        account = make_account()
        owner = account.users.get()
        make_completed(content, account=account)
        request_deletion(account, owner)
        answers = {}

        def undo(account=account, owner=owner, answers=answers) -> None:
            try:
                answers["undo"] = undo_deletion(account, owner)
            except UndoTooLate:
                answers["undo"] = False
            finally:
                connection.close()

        def work(account=account, answers=answers) -> None:
            make_due_now(account)
            answers["deleted"] = account_erase(account_id=account.pk)
            connection.close()

        threads = [threading.Thread(target=each) for each in (undo, work)]
        for thread in threads if is_undo_first else reversed(threads):
            thread.start()
        for thread in threads:
            thread.join()
        is_there = Account.objects.filter(pk=account.pk).exists()
        assert answers == {"undo": is_there, "deleted": not is_there}
        assert Assessment.objects.filter(account=account).count() == int(is_there)
        assert Membership.objects.filter(account=account).count() == int(is_there)


def make_due_now(account: Account) -> None:
    """Lets the time of a requested deletion pass; one that is undone stays so."""
    if Account.objects.filter(pk=account.pk, deletion_due_at__isnull=False).exists():
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE accounts_account SET deletion_due_at = now()"
                " WHERE id = %s AND deletion_due_at IS NOT NULL",
                [account.pk],
            )


def test_eight_workers_delete_an_account_once(content, monkeypatch):
    monkeypatch.setattr(account_erasure, "BATCH", 2)
    account = make_account()
    for _ in range(9):
        make_assessment(content, [3], account=account)
    make_due(account)
    at_once(lambda index: account_erase(account_id=account.pk))
    assert not Account.objects.exists()
    assert sum(DeletedAssessmentCount.objects.values_list("count", flat=True)) == 9


def test_an_undo_waits_for_the_request_under_way(content):
    account = make_account()
    first, second = account.users.get(), add_member(account, Role.OWNER)
    undone = []

    def undo() -> None:
        try:
            undone.append(undo_deletion(account, second))
        finally:
            connection.close()

    thread = threading.Thread(target=undo)
    with transaction.atomic():
        request_deletion(account, first)
        thread.start()
        thread.join(timeout=1)  # it cannot end before the request does
    thread.join()
    assert undone == [True]
    account.refresh_from_db()
    assert account.deletion_due_at is None


class Killed(BaseException):
    """Stands for a worker that is killed."""


def test_a_deletion_that_is_killed_after_any_step_is_finished(content, monkeypatch):
    """Kills the worker after its first step, then after its second, until one comes through."""
    monkeypatch.setattr(account_erasure, "BATCH", 2)
    account = make_account()
    for _ in range(5):
        make_completed(content, account=account)
    make_due(account)
    batch_delete, deletions = account_erasure._batch_delete, 0
    while Account.objects.exists():
        steps = iter(range(2))

        def delete_and_die(*args, steps=steps) -> int:
            deleted = batch_delete(*args)
            if deleted and next(steps):
                raise Killed
            return deleted

        monkeypatch.setattr(account_erasure, "_batch_delete", delete_and_die)
        try:
            account_erase(account_id=account.pk)
        except Killed:
            assert not Membership.objects.exists()
        deletions += 1
    assert deletions > 1
    assert sum(DeletedAssessmentCount.objects.values_list("count", flat=True)) == 5


def test_owners_who_delete_themselves_at_once_leave_one(content):
    account = make_account()
    make_completed(content, account=account)
    users = [account.users.get(), *(add_member(account, Role.OWNER) for _ in range(7))]

    def go(index: int) -> bool:
        try:
            user_delete(user=users[index])
        except AccountsToSettle:
            return False
        return True

    assert sorted(at_once(go)) == [False] + [True] * 7
    assert account.memberships.get().role == Role.OWNER
    assert User.objects.count() == 1
