import copy
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from assessments.models import Questionnaire, Section, Statement
from assessments.selectors.content import questionnaire_content
from authoring.management.commands.load_questionnaire import CONTENT
from authoring.selectors.publish_issues import list_publish_issues
from authoring.services.loading import questionnaire_load
from authoring.services.publishing import InvalidContent, questionnaire_publish
from content.models import ContentRevision
from content.services.seed_files import read_languages, read_toml
from glossary.models import Term
from localization.languages import CODES

pytestmark = pytest.mark.django_db

MODELS = (Section, Statement, Term)


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def files() -> tuple[dict, dict]:
    return read_toml(CONTENT / "questionnaire.toml"), read_languages(CONTENT)


def test_twenty_statements_in_four_sections_and_every_language(content):
    assert list_publish_issues(content) == []
    assert Section.objects.count() == 4
    assert Statement.objects.count() == 20
    for code in CODES:
        loaded = questionnaire_content(content.pk, code, None)
        texts = [str(row.text) for row in loaded.statements.values()]
        assert len(set(texts)) == 20
        assert all(len(section.advice) == 4 for section in loaded.sections)


def test_stages_have_the_specified_names(content):
    names = {
        code: [str(stage.name) for stage in questionnaire_content(content.pk, code, None).stages]
        for code in CODES
    }
    assert names == {
        "en": ["Reactive", "Stable", "Proactive", "Scalable"],
        "it": ["Reattivo", "Stabile", "Proattivo", "Scalabile"],
        "fr": ["Réactivité", "Stabilité", "Proactivité", "Évolutivité"],
        "es": ["Reactivo", "Estable", "Proactivo", "Escalable"],
        "de": ["Reaktiv", "Stabil", "Proaktiv", "Skalierbar"],
        "pt-br": ["Reativo", "Estável", "Proativo", "Escalável"],
    }


def test_loading_twice_changes_nothing(content):
    before = everything()
    call_command("load_questionnaire", verbosity=0)
    call_command("load_glossary", verbosity=0)
    assert everything() == before


def test_loading_never_overwrites_what_staff_changed(content):
    Statement.objects.filter(key="upsell").update(text_it="Testo della redazione")
    Term.objects.filter(key="psa").delete()
    call_command("load_questionnaire", verbosity=0)
    call_command("load_glossary", verbosity=0)
    assert Statement.objects.get(key="upsell").text_it == "Testo della redazione"
    assert not Term.objects.filter(key="psa").exists()


def test_loading_fills_a_text_that_is_missing(content):
    Statement.objects.filter(key="upsell").update(text_fr="")
    call_command("load_questionnaire", verbosity=0)
    assert Statement.objects.get(key="upsell").text_fr


def test_broken_files_are_refused_with_their_name(tmp_path: Path):
    for code in CODES:
        (tmp_path / f"{code}.toml").write_text((CONTENT / f"{code}.toml").read_text())
    (tmp_path / "fr.toml").write_text("[statements")
    with pytest.raises(CommandError, match=r"fr\.toml"):
        read_languages(tmp_path)
    (tmp_path / "fr.toml").write_text("[statements.upsell]\ntext = 'x'\n")
    with pytest.raises(CommandError, match=r"fr\.toml lacks advice"):
        read_languages(tmp_path)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (
            lambda structure, texts: structure["sections"][0]["statements"].append("upsell"),
            "upsell stands twice",
        ),
        (
            lambda structure, texts: structure["sections"][0]["statements"].append("new"),
            "statements.new has no text",
        ),
        (lambda structure, texts: structure["stages"].reverse(), "bounds must rise"),
        (
            lambda structure, texts: texts["it"]["advice"]["revenue_growth"].pop("stable"),
            "revenue_growth.stable",
        ),
        (lambda structure, texts: structure["sections"].pop(), "is unknown"),
    ],
    ids=["key twice", "no text", "bounds", "advice", "unknown key"],
)
def test_content_that_does_not_fit_is_refused(content, spoil, complaint):
    structure, texts = copy.deepcopy(files())
    structure["version"] = 2
    spoil(structure, texts)
    with pytest.raises(InvalidContent, match=complaint):
        questionnaire_load(structure=structure, texts=texts)
    assert Questionnaire.objects.count() == 1


def test_publishing_archives_the_one_before(content):
    structure, texts = files()
    questionnaire_load(structure=structure | {"version": 2}, texts=texts)
    questionnaire_publish(questionnaire=Questionnaire.objects.get(version=2))
    statuses = dict(Questionnaire.objects.values_list("version", "status"))
    assert statuses == {1: "archived", 2: "published"}


def test_publishing_is_refused_while_a_text_is_missing(content):
    structure, texts = files()
    questionnaire_load(structure=structure | {"version": 2}, texts=texts)
    draft = Questionnaire.objects.get(version=2)
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(text_es="")
    with (
        translation.override("en"),
        pytest.raises(InvalidContent, match="statement upsell: the text is missing in Español"),
    ):
        questionnaire_publish(questionnaire=draft)
    content.refresh_from_db()
    assert content.status == "published"


def test_every_edit_gives_the_content_a_new_revision(content):
    def revision() -> int:
        return ContentRevision.objects.get().value

    seen = [revision()]
    Statement.objects.filter(key="upsell").update(text_en="Changed")
    seen.append(revision())
    Term.objects.filter(key="psa").update(explanation_en="Changed")
    seen.append(revision())
    Term.objects.filter(key="psa").delete()
    seen.append(revision())
    assert seen == sorted(set(seen))


def test_an_edit_is_seen_at_once(content):
    def text() -> str:
        revision = ContentRevision.objects.get().value
        return str(questionnaire_content(content.pk, "en", revision).statements["upsell"].text)

    text()
    Statement.objects.filter(key="upsell").update(text_en="Changed")
    assert text() == "Changed"


def test_a_missing_translation_falls_back_and_says_its_language(content):
    Statement.objects.filter(key="upsell").update(text_it="")
    shown = questionnaire_content(content.pk, "it", None).statements["upsell"].text
    assert shown.plain.fallback_language == "en"
    assert shown.html.startswith('<span lang="en">')
