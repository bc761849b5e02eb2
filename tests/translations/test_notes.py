"""Tests that a translation is stale after its English text changed, in whatever way."""

import pytest
from django.core.management import call_command
from django.db import connection

from assessments.models import Questionnaire, Statement
from authoring.services.drafts import questionnaire_clone
from kpis.models import Kpi
from tests.factories.questionnaires import make_second_version
from translations.models import TranslationState
from translations.selectors.status import Status, with_status
from translations.selectors.texts import read_texts
from translations.services.staleness import refresh_translation_states

pytestmark = pytest.mark.django_db
KEY = "questionnaire/1/statement/upsell/text"


def status(key: str = KEY, language: str = "it") -> Status:
    texts = read_texts()
    states = refresh_translation_states(texts=texts)
    (row,) = [one for one in with_status(texts, language, states) if one.text.key == key]
    return row.status


def by_sql(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_starting_content_is_current(content):
    texts = read_texts()
    states = refresh_translation_states(texts=texts)
    statuses = {
        one.status for code in ("it", "fr", "es") for one in with_status(texts, code, states)
    }
    assert statuses == {Status.CURRENT}


def test_noting_again_changes_nothing(content):
    before = list(TranslationState.objects.order_by("pk").values())
    call_command("refresh_translation_states", verbosity=0)
    assert list(TranslationState.objects.order_by("pk").values()) == before


def test_english_changed_in_any_way_makes_the_others_stale(content):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    by_sql("UPDATE kpis_kpi SET name_en = 'Other' WHERE key = 'csat'")
    row = Kpi.objects.get(key="mrr")
    row.name_en = "Another"
    row.save()
    assert {status(language=code) for code in ("it", "fr", "es")} == {Status.STALE}
    assert status("kpi/csat/name") == status("kpi/mrr/name") == Status.STALE
    assert status("kpi/csat/measures") == Status.CURRENT


def test_only_a_real_change_counts(content):
    text = Statement.objects.get(key="upsell").text_en
    Statement.objects.filter(key="upsell").update(text_en=f"  {text.replace(' ', '  ')}\r\n")
    assert status() == Status.CURRENT
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    assert status() == Status.STALE
    Statement.objects.filter(key="upsell").update(text_en=text)
    assert status() == Status.CURRENT


def test_a_translation_made_after_the_english_is_current(content):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    assert status() == Status.STALE
    by_sql("UPDATE assessments_statement SET text_it = 'Altro.' WHERE key = 'upsell'")
    assert status() == Status.CURRENT
    assert status(language="fr") == Status.STALE


def test_both_changed_at_once_is_current(content):
    row = Statement.objects.get(key="upsell")
    row.text_en, row.text_it = "Something else.", "Altro."
    row.save()
    assert (status(), status(language="fr")) == (Status.CURRENT, Status.STALE)


def test_a_translation_saved_before_the_english_changed_is_stale(content):
    """Checks the order of two saves that happened before any page read the translations."""
    row = Statement.objects.get(key="upsell")
    row.text_it = "Corretto."
    row.save()
    row.text_en = "Something else."
    row.save()
    assert status() == Status.STALE


def test_a_blank_translation_is_missing_and_not_stale(content):
    Statement.objects.filter(key="upsell").update(text_en="Something else.", text_it=" ")
    assert status() == Status.MISSING


def test_a_new_text_counts_as_translated_from_the_english_beside_it(content):
    draft = Questionnaire.objects.create(version=2)
    section = draft.sections.create(key="new", order=1, name_en="New", name_it="Nuovo")
    key = "questionnaire/2/section/new/name"
    assert status(key) == Status.CURRENT
    assert status(key, "fr") == Status.MISSING
    section.name_en = "Newer"
    section.save()
    assert status(key) == Status.STALE


def test_a_new_version_inherits_what_is_stale(content):
    Statement.objects.filter(key="upsell").update(text_en="Something else.")
    assert status() == Status.STALE
    questionnaire_clone(questionnaire=content)
    assert status("questionnaire/2/statement/upsell/text") == Status.STALE
    assert status("questionnaire/2/statement/bottlenecks/text") == Status.CURRENT


def test_a_copy_reworded_before_anybody_looked_is_stale(content):
    second = make_second_version(content)
    TranslationState.objects.filter(key__startswith="questionnaire/2/").delete()
    texts = Statement.objects.filter(section__questionnaire=second, key="upsell")
    texts.update(text_en="Something else.", text_fr="Autre chose.")
    key = "questionnaire/2/statement/upsell/text"
    assert status(key) == Status.STALE
    assert status(key, "fr") == Status.CURRENT
    assert status() == Status.CURRENT


def test_a_statement_with_a_new_key_and_meaning_keeps_no_old_translation_unnoticed(content):
    old = Statement.objects.get(key="upsell")
    draft = Questionnaire.objects.create(version=2)
    section = draft.sections.create(key="new", order=1, name_en="New")
    section.statements.create(key="yearly", order=1, text_en="Other.", text_it=old.text_it)
    assert status("questionnaire/2/statement/yearly/text") == Status.STALE
