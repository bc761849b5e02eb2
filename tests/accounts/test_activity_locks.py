"""Tests that recording an activity neither waits for others nor makes them wait."""

import threading

import pytest
from django.db import connection, transaction

from accounts.models import Account, User
from accounts.services.activity import activity_record
from tests.accounts.activities import kinds_of
from tests.factories import make_account, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_connection(write) -> None:
    """Runs a write that must not wait; a wait for a lock is an error after two seconds."""
    errors = []

    def run() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                write()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert errors == []


def test_recording_waits_for_nobody_who_changes_the_account_or_the_user():
    user = make_user()
    account = make_account(user)
    with transaction.atomic():
        Account.objects.select_for_update(no_key=True).get(pk=account.pk)
        Account.objects.filter(pk=account.pk).update(name="Acme GmbH")
        User.objects.filter(pk=user.pk).update(name="Anna")
        in_another_connection(
            lambda: activity_record(account_id=account.pk, kind="member_left", by=user)
        )
    assert kinds_of(account) == ["member_left"]


def test_nobody_waits_for_who_records():
    user = make_user()
    account = make_account(user)

    def write() -> None:
        Account.objects.select_for_update(no_key=True).get(pk=account.pk)
        Account.objects.filter(pk=account.pk).update(name="Acme GmbH")
        User.objects.filter(pk=user.pk).update(name="Anna")
        activity_record(account_id=account.pk, kind="deletion_undone", by=user)

    with transaction.atomic():
        activity_record(account_id=account.pk, kind="member_left", by=user)
        in_another_connection(write)
    assert kinds_of(account) == ["member_left", "deletion_undone"]
