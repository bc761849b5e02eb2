"""Rows that the tests of a module have in common: made once, and gone with the last of its tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def made_once(django_db_blocker) -> Iterator[None]:
    """Opens the transaction that the rows are made in. Each test goes back to where it began, by a savepoint in it.

    For fixtures of a module without real transactions. What is held in memory is not put back: a test that signs in,
    or changes an object that it was given, works on one of its own.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
