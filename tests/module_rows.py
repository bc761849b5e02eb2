"""Provides a transaction for rows that all tests of a module use.

Creating an account with users and entries takes longer than most tests do, so a module creates them
once, in a fixture of its scope:

    @pytest.fixture(scope="module")
    def site(django_db_setup, django_db_blocker):
        with module_transaction(django_db_blocker):
            yield Site()
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tests.caches import reset_process


@contextmanager
def module_transaction(django_db_blocker) -> Iterator[None]:
    """Opens a transaction that is rolled back at the end of the module.

    Each test runs in a savepoint of it, so the next test gets the rows as they were created. That
    does not work for tests with real transactions (`transactional_db`). Objects in memory are not
    restored: a test that signs in, or changes an object, must get an object of its own.
    """
    reset_process()  # a fixture of a module is set up before those of its first test
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
