"""Tests that a new language is available when its content is complete, and stays available."""

import shutil

import polib
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models import Questionnaire, Statement
from authoring.management.commands.load_questionnaire import CONTENT
from authoring.services.loading import questionnaire_load, questionnaire_publish
from content.services.languages import IncompleteLanguage, language_offer
from content.services.seed_files import read_languages, read_toml
from glossary.models import Term
from kpis.models import Kpi
from localization import available_languages
from localization.available_languages import clear_cache, offered_codes
from localization.languages import CODES
from localization.models import OfferedLanguage
from tests.factories import PASSWORD, client_of, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_spanish(content):
    """Makes Spanish a new language: with column and catalogue, but not available."""
    OfferedLanguage.objects.filter(code="es").delete()
    clear_cache()


def accept(header: str) -> dict:
    return {"accept-language": header}


# When it is offered


def test_what_is_complete_is_offered(content):
    assert offered_codes() == CODES


def test_the_source_language_needs_no_row(db):
    OfferedLanguage.objects.all().delete()
    clear_cache()
    assert offered_codes() == ("en",)


@pytest.mark.parametrize(
    ("model", "column", "message"),
    [
        (Statement, "text_es", "statement"),
        (Term, "word_es", "term"),
        (Kpi, "advice_es", "KPI"),
    ],
)
@pytest.mark.parametrize("blank", ["", None], ids=["empty", "null"])
def test_a_language_with_a_missing_text_is_unavailable_and_the_text_is_named(
    no_spanish, model, column, message, blank
):
    row = model.objects.order_by("pk").first()
    model.objects.filter(pk=row.pk).update(**{column: blank})
    with pytest.raises(IncompleteLanguage) as refused:
        language_offer(code="es")
    assert [(missing.row, missing.field) for missing in refused.value.lacking] == [(row, column)]
    assert f"{message} {row.pk}" in str(refused.value)
    assert offered_codes() == ("en", *(code for code in CODES if code not in ("en", "es")))


@pytest.mark.parametrize("left", [None, 1], ids=["no catalogue", "one message"])
def test_a_language_with_a_missing_message_is_unavailable(no_spanish, settings, tmp_path, left):
    shutil.copytree(settings.LOCALE_PATHS[0], tmp_path, dirs_exist_ok=True)
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "es" / "LC_MESSAGES" / "django.mo"
    catalogue = polib.mofile(str(path))
    path.unlink()
    if left:
        taken = catalogue.pop()
        catalogue.save(str(path))
    with pytest.raises(IncompleteLanguage) as refused:
        language_offer(code="es")
    lacking = [str(missing) for missing in refused.value.lacking]
    assert lacking == [f"message {taken.msgid!r}"] if left else len(lacking) == len(catalogue)


def test_a_draft_may_lack_a_text_and_an_archived_version_may_not(no_spanish, content):
    structure, texts = read_toml(CONTENT / "questionnaire.toml"), read_languages(CONTENT)
    questionnaire_load(structure=structure | {"version": 2}, texts=texts)
    second = Questionnaire.objects.get(version=2)
    Statement.objects.filter(section__questionnaire=second, key="upsell").update(text_es="")
    assert language_offer(code="es")
    OfferedLanguage.objects.filter(code="es").delete()
    clear_cache()
    questionnaire_publish(questionnaire=second)
    Statement.objects.update(text_es="x")
    Statement.objects.filter(section__questionnaire=content, key="upsell").update(text_es="")
    with pytest.raises(IncompleteLanguage):
        language_offer(code="es")


def test_what_the_source_language_leaves_empty_is_not_missed(no_spanish):
    Kpi.objects.filter(key="csat").update(benchmark_en="", benchmark_es="")
    assert language_offer(code="es")


def test_an_available_language_stays_available_when_a_text_is_emptied(content):
    Statement.objects.filter(key="upsell").update(text_es="")
    call_command("offer_languages", verbosity=0)
    assert "es" in offered_codes()
    assert not language_offer(code="es")
    assert Client().get("/es/").status_code == 200


def test_a_language_that_is_no_column_cannot_be_offered(content):
    with pytest.raises(LookupError):
        language_offer(code="xx")


def test_the_command_offers_what_is_complete_and_says_what_the_rest_lacks(no_spanish, capsys):
    Statement.objects.update(text_es="")
    call_command("offer_languages")
    output = capsys.readouterr().out
    assert "es is not offered yet: it lacks 20 texts." in output
    assert "and 15 more" in output
    assert ", es" not in output.splitlines()[-1]
    call_command("load_questionnaire", verbosity=0)
    call_command("offer_languages")
    assert ", es" in capsys.readouterr().out.splitlines()[-1]


def test_a_new_language_is_available_at_once(no_spanish, django_capture_on_commit_callbacks):
    assert "es" not in offered_codes()
    with django_capture_on_commit_callbacks(execute=True):
        language_offer(code="es")
    assert "es" in offered_codes()


# What it costs


def test_the_available_languages_are_cached(content, monkeypatch):
    clear_cache()
    with CaptureQueriesContext(connection) as queries:
        for _ in range(5):
            offered_codes()
    assert len(queries) == 1
    monkeypatch.setattr(
        available_languages, "monotonic", lambda: available_languages._cached[0] + 1
    )
    with CaptureQueriesContext(connection) as queries:
        offered_codes()
    assert len(queries) == 1


def test_without_a_database_the_last_known_languages_are_available(no_spanish, monkeypatch):
    def away():
        raise OperationalError

    known = offered_codes()
    monkeypatch.setattr(available_languages, "_load_codes", away)
    monkeypatch.setattr(
        available_languages, "monotonic", lambda: available_languages._cached[0] + 1
    )
    assert offered_codes() == known
    clear_cache()
    assert offered_codes() == CODES


# What MSPs see of it


def test_an_unavailable_language_is_in_no_menu_and_no_link(no_spanish):
    page = Client().get("/en/").content.decode()
    assert "Español" not in page
    assert 'hreflang="es"' not in page
    assert "Italiano" in page


@pytest.mark.parametrize(
    ("header", "language"), [("es,fr;q=0.8", "fr"), ("es", "en"), ("es-MX,*;q=0.1", "en")]
)
def test_no_browser_is_redirected_to_an_unavailable_language(no_spanish, header, language):
    response = Client().get("/", headers=accept(header))
    assert response["Location"] == f"/{language}/"
    response = Client().get("/shared/token/", headers=accept(header))
    assert response["Location"] == f"/{language}/shared/token/"
    assert f'<html lang="{language}"' in Client().get("/x", headers=accept(header)).content.decode()


@pytest.mark.parametrize("path", ["", "accounts/login/", "shared/token/", "nothing/"])
def test_pages_in_an_unavailable_language_redirect_to_the_source_language(no_spanish, path):
    response = Client().get(f"/es/{path}?page=2", headers=accept("fr"))
    assert response.status_code == 302
    assert response["Location"] == f"/en/{path}?page=2"
    assert Client().get(f"/es/{path}")["Location"] == f"/en/{path}"


def test_forms_in_an_unavailable_language_are_refused(no_spanish):
    response = Client().post("/es/assessments/start/")
    assert response.status_code == 404
    page = response.content.decode()
    assert '<html lang="en"' in page
    assert "Español" not in page


def test_redirects_never_leave_the_host(no_spanish):
    assert Client().get("/es//evil.example/")["Location"] == "/en//evil.example/"


def test_staff_see_what_they_translate(no_spanish):
    editor = client_of(make_user(is_staff=True))
    page = editor.get("/es/privacy/").content.decode()
    assert '<html lang="es"' in page
    assert "<summary>" in page
    assert "Español" in page
    assert "Español" not in editor.get("/en/privacy/").content.decode()
    assert client_of(make_user()).get("/es/privacy/").status_code == 302


def test_no_mail_is_sent_in_an_unavailable_language(no_spanish, mailoutbox):
    fields = {"email": "a@example.com", "password1": PASSWORD, "password2": PASSWORD}
    fields |= {"company": "A", "country": "ES", "currency": "EUR"}
    assert Client().post("/es/accounts/signup/", fields).status_code == 404
    assert Client().post("/en/accounts/signup/", fields, headers=accept("es")).status_code == 302
    assert "/en/accounts/confirm-email/" in mailoutbox[0].body
