"""Tests that a draft whose English has changed waits for its translations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from assessments.models import Questionnaire, Stage, Statement
from authoring.admin.issue_links import get_issue_url
from authoring.selectors.publish_issues import list_publish_issues
from authoring.services.drafts import questionnaire_clone
from authoring.services.publishing import InvalidContent, questionnaire_publish
from content.registry import get_content_model
from localization.languages import CODES
from tests.factories import make_user
from translations.selectors.texts import list_row_texts
from translations.services.staleness import translations_confirm

pytestmark = pytest.mark.django_db


def change_english(draft: Questionnaire) -> Statement:
    statement = Statement.objects.get(section__questionnaire=draft, key="upsell")
    statement.key, statement.text_en = "no_upsell", "We never sell more."
    statement.save()
    return statement


def messages_of(draft: Questionnaire) -> set[str]:
    with translation.override("en"):
        return {str(issue.message) for issue in list_publish_issues(draft)}


def test_a_new_english_text_holds_publishing_up_until_it_is_translated(draft, django_user_model):
    statement = change_english(draft)
    languages = ["Italiano", "Français", "Español", "Deutsch", "Português (Brasil)"]
    assert messages_of(draft) == {
        f"statement no_upsell: the text in {name} was translated from an earlier English text."
        for name in languages
    }
    with pytest.raises(InvalidContent, match="earlier English"):
        questionnaire_publish(questionnaire=draft)
    draft.refresh_from_db()
    assert draft.is_draft
    statement.text_it, statement.text_fr = "Mai di più.", "Jamais davantage."
    statement.save()
    text, *_others = list_row_texts(statement, get_content_model(Statement))
    user = django_user_model.objects.create_user("translator@example.com")
    for code in ("es", "de", "pt-br"):  # «still right»
        translations_confirm(translations=[(text, text.english)], language=code, user=user)
    assert messages_of(draft) == set()


def test_a_copy_keeps_what_is_stale(draft):
    change_english(draft)
    assert messages_of(questionnaire_clone(questionnaire=draft)) == messages_of(draft)
    assert len(messages_of(draft)) == len(CODES) - 1


def test_stale_texts_cost_no_queries_of_their_own(draft, django_assert_num_queries):
    list_publish_issues(draft)  # reads which languages are on offer, once
    with CaptureQueriesContext(connection) as before:
        list_publish_issues(draft)
    change_english(draft)
    stage = draft.stages.first()
    stage.name_en = "Another"
    stage.save()
    with django_assert_num_queries(len(before)):
        assert len(list_publish_issues(draft)) == 2 * (len(CODES) - 1)


def test_every_stale_text_links_to_the_page_that_mends_it(staff, draft):
    change_english(draft)
    issues = list_publish_issues(draft)
    assert {issue.language for issue in issues} == set(CODES) - {"en"}
    for issue in issues:
        page = staff.get(get_issue_url(issue, make_user(is_superuser=True)))
        assert [entry.key for entry in page.context["entries"]] == [issue.stale.key]


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "\u00ad \u2060", "\u00a0"])
def test_a_text_without_a_visible_character_is_missing(draft, blank):
    Stage.objects.filter(pk=draft.stages.first().pk).update(name_it=blank)
    (issue,) = list_publish_issues(draft)
    assert issue.field == "name_it"
