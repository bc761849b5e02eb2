"""What every test may ask for. The database is real, and holds the starting content where a test asks for `content`."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation

from assessments.models import Questionnaire
from assessments.selectors.content import forget_kept_content
from kpis.selectors.content import forget_kept_content as forget_kept_kpis
from localization.offered import forget_offered
from tests.snapshot import Snapshot

pytest.register_assert_rewrite("tests.journeys.pages", "tests.editorial.imports.place")
pytest_plugins = ["tests.browser"]


def load_content() -> None:
    call_command("createcachetable", verbosity=0)
    call_command("load_glossary", verbosity=0)
    call_command("load_questionnaire", verbosity=0)
    call_command("load_kpis", verbosity=0)
    call_command("offer_languages", verbosity=0)
    call_command("load_trade_terms", verbosity=0)
    call_command("note_translations", verbosity=0)


@pytest.fixture(scope="session")
def starting_content(django_db_blocker) -> Snapshot:
    """Loaded once, beside the migrations; tests roll back to it."""
    with django_db_blocker.unblock():
        load_content()
        return Snapshot()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, request):
    request.getfixturevalue("starting_content")


@pytest.fixture(autouse=True)
def _nothing_kept():
    """A rolled back transaction may use a content revision again; no test leaves its language to the next."""
    translation.activate(settings.LANGUAGE_CODE)
    forget_kept_content()
    forget_kept_kpis()
    forget_offered()


@pytest.fixture
def content(db, starting_content) -> Questionnaire:
    """The published questionnaire. A test with real transactions ends by emptying every table: it is put back."""
    if not Questionnaire.objects.exists() and not starting_content.put_back():
        load_content()
    cache.clear()
    return Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED)
