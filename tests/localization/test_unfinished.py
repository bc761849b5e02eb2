"""Tests what a new language may lack, what is filled in for it, and what is refused."""

import pytest
from django.core.management import CommandError, call_command
from modeltranslation.translator import translator

from assessments.models import Questionnaire, Section, Stage, StageAdvice, Statement
from authoring.management.commands.load_questionnaire import CONTENT
from authoring.selectors.publish_issues import list_publish_issues
from authoring.services.loading import questionnaire_load
from content.selectors.completeness import missing_texts
from content.services.seed_files import read_languages, read_toml
from demo.services.sample_company import sample_company_create
from localization.available_languages import clear_cache
from localization.languages import CODES
from localization.models import OfferedLanguage
from tests.factories.questionnaires import ADDED, NEW_WORDING, make_second_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_spanish(content):
    OfferedLanguage.objects.filter(code="es").delete()
    clear_cache()


# What is loaded


def test_a_new_language_reaches_the_versions_that_staff_made(no_spanish, content):
    second = make_second_version(content)
    Questionnaire.objects.filter(pk=second.pk).update(status="archived")
    for model in (Section, Stage, Statement, StageAdvice):
        fields = translator.get_options_for_model(model).get_field_names()
        model.objects.update(**{f"{field}_es": "" for field in fields})
    reworded = Statement.objects.get(section__questionnaire=second, key="upsell")
    Statement.objects.filter(pk=reworded.pk).update(text_en="Staff put it in other words.")
    call_command("load_questionnaire", verbosity=0)
    lacking = {(missing.row.key, missing.field) for missing in missing_texts("es")}
    assert lacking == {(ADDED, "text_es"), (NEW_WORDING, "text_es"), ("upsell", "text_es")}


def test_loading_does_not_change_a_draft(no_spanish, content):
    structure = read_toml(CONTENT / "questionnaire.toml") | {"version": 2}
    questionnaire_load(structure=structure, texts=read_languages(CONTENT))
    rows = Statement.objects.filter(section__questionnaire__version=2)
    rows.update(text_es="")
    call_command("load_questionnaire", verbosity=0)
    assert set(rows.values_list("text_es", flat=True)) == {""}


def test_the_sample_company_makes_no_language_unavailable(no_spanish, content):
    sample_company_create()
    assert [missing_texts(code) for code in CODES] == [[]] * len(CODES)
    earlier = Statement.objects.get(key="tool_inventory")
    assert earlier.text_de.startswith("Wir führen eine Liste")
    Statement.objects.filter(pk=earlier.pk).update(text_es=None)
    sample_company_create()
    assert missing_texts("es") == []


# What may be unfinished


@pytest.fixture
def files(tmp_path):
    for code in CODES:
        (tmp_path / f"{code}.toml").write_text((CONTENT / f"{code}.toml").read_text())
    return tmp_path


def test_a_language_without_a_file_stops_nothing(no_spanish, files):
    (files / "es.toml").unlink()
    assert list(read_languages(files)) == [code for code in CODES if code != "es"]


def test_a_language_with_half_a_file_is_loaded_as_far_as_it_goes(no_spanish, files):
    (files / "es.toml").write_text('[statements.upsell]\ntext = "Vendemos"\n')
    structure = read_toml(CONTENT / "questionnaire.toml") | {"version": 2}
    questionnaire_load(structure=structure, texts=read_languages(files))
    loaded = Questionnaire.objects.get(version=2)
    assert list_publish_issues(loaded) == []
    rows = Statement.objects.filter(section__questionnaire=loaded).exclude(text_es=None)
    assert list(rows.values_list("key", "text_es")) == [("upsell", "Vendemos")]


def test_an_available_language_must_keep_its_file(content, files):
    (files / "es.toml").unlink()
    with pytest.raises(CommandError, match=r"es\.toml cannot be read"):
        read_languages(files)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[statements.upsale]\ntext = 'x'", "has statements.upsale.text, which en.toml lacks"),
        ("[statements]\nupsell = 'x'", "has statements.upsell, which en.toml lacks"),
        ("[statements.upsell]\ntext = 3", "statements.upsell.text is not of the kind"),
        ("[statements.upsell]\ntext = ['x']", "statements.upsell.text is not of the kind"),
        ("[statements", "cannot be read"),
    ],
    ids=["unknown", "no table", "number", "list", "broken"],
)
def test_an_unfinished_file_must_be_valid(no_spanish, files, text, complaint):
    (files / "es.toml").write_text(text)
    with pytest.raises(CommandError, match=complaint):
        read_languages(files)
