"""What every test may ask for. The database is real, and holds the starting content before every test."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import TransactionTestCase
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from assessments.models import Questionnaire
from tests.caches import empty_caches
from tests.snapshot import Snapshot

pytest.register_assert_rewrite("tests.journeys.pages", "tests.translations.imports.place")
pytest_plugins = ["tests.browser"]

# A busy machine is no failure: examples are random, the time that each one takes is not asked.
hypothesis_settings.register_profile(
    "busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
hypothesis_settings.load_profile("busy machine")


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
    """Loads the starting content beside the migrations; every test ends by going back to it."""
    with django_db_blocker.unblock():
        load_content()
        starting_content = Snapshot()
    flush = TransactionTestCase._fixture_teardown

    def put_back(test_case: TransactionTestCase) -> None:
        if not starting_content.put_back():
            flush(test_case)
            load_content()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


@pytest.fixture(autouse=True)
def _nothing_kept():
    """What a process keeps beside the database: each test begins as if it were the first."""
    empty_caches()
    translation.activate(settings.LANGUAGE_CODE)
    timezone.deactivate()


@pytest.fixture
def content(db) -> Questionnaire:
    """The published questionnaire of the starting content."""
    cache.clear()
    return Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED)
