"""Provides fixtures for all tests: a real PostgreSQL with the starting content, and empty caches.

Each test begins with the same database and the same state of the process, in whatever order.
"""

import gc

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from assessments.models import Questionnaire
from tests.caches import reset_process
from tests.snapshot import Snapshot, end_other_connections

pytest.register_assert_rewrite("tests.journeys.pages", "tests.translations.imports.translator")
pytest_plugins = ["tests.browser"]

# Examples have no time limit: on a busy machine a slow one is not a failure.
hypothesis_settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.load_profile("busy machine")


def pytest_collection_finish() -> None:
    """Tells the garbage collector to leave modules and tests alone, which stay until the end.

    It goes through all objects again and again otherwise: a tenth of what the tests take.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_terminal_summary(terminalreporter, config) -> None:
    """Prints the seed of the random order in quiet runs too; pytest leaves out its header there."""
    seed = config.getoption("randomly_seed", None)
    if seed is not None and config.get_verbosity() < 0:
        terminalreporter.write_line(f"Order of the tests: --randomly-seed={seed}")


def load_content() -> None:
    call_command("createcachetable", verbosity=0)
    call_command("load_glossary", verbosity=0)
    call_command("load_questionnaire", verbosity=0)
    call_command("load_kpis", verbosity=0)
    call_command("offer_languages", verbosity=0)
    call_command("load_trade_terms", verbosity=0)
    call_command("refresh_translation_states", verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Loads the starting content after the migrations, and restores it after each test.

    Tests in a transaction are rolled back by Django. After a test with real transactions Django
    would empty all tables; `restore` replaces that step, which is faster (see snapshot.py).
    """
    with django_db_blocker.unblock():
        load_content()
        starting_content = Snapshot()
    flush = TransactionTestCase._fixture_teardown

    def restore(test_case: TransactionTestCase) -> None:
        if not starting_content.restore():
            flush(test_case)
            load_content()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield
    with django_db_blocker.unblock():
        end_other_connections()


@pytest.fixture(autouse=True)
def _fresh_process():
    """Lets no test find what the one before it left in memory."""
    reset_process()


@pytest.fixture
def content(db) -> Questionnaire:
    """Returns the published questionnaire of the starting content."""
    cache.clear()
    return Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED)
