"""Tests that pages of translations write nothing; states are stored when texts change."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models import Statement
from kpis.models import Kpi
from localization.languages import CODES
from tests.assessments.test_admin import form_of, url
from tests.backoffice.staff import writes
from tests.factories import client_of, make_user
from tests.factories.staff import make_editor, make_translator
from tests.translations.imports.translator import KEY, FileTranslator
from translations.models import TranslationState
from translations.selectors.status import Status, read_states, with_status
from translations.selectors.texts import read_texts

pytestmark = pytest.mark.django_db
BASE = "/admin/translations/"
PAGES = [
    "",
    "texts/?target=it",
    "files/",
    "export.xlsx?languages=it",
    "export.po?languages=it",
]


@pytest.fixture
def superuser(content) -> Client:
    return client_of(make_user(is_staff=True, is_superuser=True))


def status(key: str, language: str = "it") -> Status:
    """Returns the status as pages compute it: from what is stored."""
    texts = read_texts()
    statuses = with_status(texts, language, read_states(texts))
    [found] = [each.status for each in statuses if each.text.key == key]
    return found


def listed(client: Client, show: str, language: str = "it") -> list[str]:
    page = client.get(f"{BASE}texts/", {"target": language, "show": show})
    return [entry.key for entry in page.context["entries"]]


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("page", PAGES)
def test_reading_a_page_writes_nothing(content, page, method):
    client = client_of(make_translator("it"))
    TranslationState.objects.filter(language="fr").delete()
    texts = Statement.objects.filter(key="upsell")
    texts.update(text_it="Past save().", text_es="Past save().")
    with CaptureQueriesContext(connection) as queries:
        assert getattr(client, method)(BASE + page).status_code == 200
    assert writes(queries.captured_queries) == []


def test_reading_the_preview_of_an_import_writes_nothing(content):
    translator = FileTranslator(make_translator("it"))
    catalogue = translator.po()
    [entry] = [entry for entry in catalogue if entry.msgctxt == KEY]
    entry.msgstr = "Importato."
    response = translator.send_po(catalogue)
    with CaptureQueriesContext(connection) as queries:
        assert translator.client.get(response["Location"]).status_code == 200
    assert writes(queries.captured_queries) == []


def test_a_text_changed_in_the_admin(superuser):
    kpi = Kpi.objects.get(key="csat")
    data = form_of(superuser.get(url(kpi))) | {"name_en": "Another name"}
    assert superuser.post(url(kpi), data).status_code == 302
    assert status("kpi/csat/name") == Status.STALE
    assert "kpi/csat/name" in listed(superuser, "stale")
    data = form_of(superuser.get(url(kpi))) | {"name_it": "Un altro nome"}
    assert superuser.post(url(kpi), data).status_code == 302
    assert status("kpi/csat/name") == Status.CURRENT
    assert status("kpi/csat/name", "fr") == Status.STALE
    assert listed(superuser, "stale") == []


def test_a_translation_from_a_file(content):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    translator = FileTranslator(make_editor())
    assert listed(translator.client, "stale") == listed(translator.client, "stale", "fr") == [KEY]
    catalogue = translator.po()
    [entry] = [entry for entry in catalogue if entry.msgctxt == KEY]
    entry.msgstr, entry.flags = "Altro.", []
    assert translator.confirm(translator.send_po(catalogue)).status_code == 302
    assert listed(translator.client, "stale") == []
    assert listed(translator.client, "stale", "fr") == [KEY]


def test_a_text_that_a_release_loads(content):
    Kpi.objects.filter(key="csat").update(name_it="")
    Kpi.objects.filter(key="csat").update(name_en="Another name")
    client = client_of(make_editor())
    assert listed(client, "missing") == ["kpi/csat/name"]
    call_command("load_kpis", verbosity=0)
    assert listed(client, "missing") == []
    assert status("kpi/csat/name") == Status.STALE  # made from the English that was there before


def test_a_row_that_a_release_loads_has_its_states_at_once(content):
    Kpi.objects.filter(key="csat").delete()
    TranslationState.objects.filter(key__startswith="kpi/csat/").delete()
    call_command("load_kpis", verbosity=0)
    states = TranslationState.objects.filter(key="kpi/csat/name")
    assert set(states.values_list("language", flat=True)) == set(CODES) - {"en"}


def test_a_translation_written_past_save_is_current_until_the_english_changes(content):
    Statement.objects.filter(key="upsell").update(text_it="Altro.")
    assert status(KEY) == Status.CURRENT
    call_command("refresh_translation_states", verbosity=0)
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    assert status(KEY) == Status.STALE


def test_saving_a_page_writes_each_state_once(content):
    client = client_of(make_translator("it"))
    other = "questionnaire/1/statement/bottlenecks/text"
    data = {"target": "it"}
    for key in (KEY, other):
        page = client.get(f"{BASE}texts/", {"target": "it", "q": key})
        [entry] = page.context["entries"]
        data |= {
            f"text:{key}": f"Nuovo {key}",
            f"shown:{key}": entry.baseline,
            f"source:{key}": "x",
        }
    with CaptureQueriesContext(connection) as queries:
        assert client.post(f"{BASE}texts/?target=it", data).status_code == 302
    written = [sql for sql in writes(queries.captured_queries) if "translationstate" in sql]
    assert len(written) == 1
    states = TranslationState.objects.filter(key__in=[KEY, other], language="it")
    assert {state.source for state in states} == {"x"}
    assert all(state.confirmed_by for state in states)
