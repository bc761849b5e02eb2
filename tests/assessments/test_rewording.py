"""Tests edits that change the wording and edits that change the meaning, and so the key."""

import pytest

from assessments.models import Statement
from authoring.selectors.publish_issues import list_publish_issues
from localization.columns import column_name
from localization.languages import CODES
from tests.assessments.test_admin import form_of, url

pytestmark = pytest.mark.django_db
ADMIN = "/admin/assessments/questionnaire"


def edit(staff, row, **values):
    return staff.post(url(row), form_of(staff.get(url(row))) | values)


def test_an_edit_of_what_is_published_says_what_it_changes(staff, content):
    statement = Statement.objects.get(key="upsell")
    refused = edit(staff, statement, text_it="Nuovo")
    assert refused.status_code == 200
    assert "what_changed" in refused.context["adminform"].form.errors
    assert "Nuovo" in refused.content.decode()  # nothing typed is lost
    assert edit(staff, statement, text_it="Nuovo", what_changed="wording").status_code == 302
    statement.refresh_from_db()
    assert (statement.key, statement.text_it) == ("upsell", "Nuovo")


def test_another_meaning_is_refused_outside_a_draft(staff, content):
    statement = Statement.objects.get(key="upsell")
    refused = edit(staff, statement, text_en="Different", what_changed="meaning")
    assert "new key in a draft" in str(refused.context["adminform"].form.errors["what_changed"])
    statement.refresh_from_db()
    assert statement.text_en != "Different"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text_en": "Different", "what_changed": "meaning"}, "key"),  # needs another key
        ({"text_en": "Different", "what_changed": "wording", "key": "other"}, "key"),
        ({"key": "other"}, "key"),
        ({"text_en": "Different", "what_changed": "meaning", "key": "tool_usage"}, "key"),
        ({"text_en": "Different"}, "what_changed"),
        ({"text_en": "Different", "what_changed": "both"}, "what_changed"),
    ],
)
def test_in_a_draft_the_key_goes_with_the_meaning(staff, draft, values, field):
    statement = Statement.objects.get(section__questionnaire=draft, key="upsell")
    refused = edit(staff, statement, **values)
    assert refused.status_code == 200
    assert list(refused.context["adminform"].form.errors) == [field]


def test_another_meaning_takes_its_new_key_in_a_draft(staff, content, draft):
    statement = Statement.objects.get(section__questionnaire=draft, key="upsell")
    texts = {column_name("text", code): f"Different {code}" for code in CODES}
    edit(staff, statement, what_changed="meaning", key="cross_sell", **texts)
    statement.refresh_from_db()
    assert (statement.key, statement.text_en) == ("cross_sell", "Different en")
    assert Statement.objects.filter(section__questionnaire=content, key="upsell").exists()
    assert list_publish_issues(draft) == []


def test_what_is_new_in_a_draft_is_edited_without_being_asked(staff, draft):
    section = draft.sections.first()
    data = {"section": section.pk, "key": "brand_new", "text_en": "New"}
    response = staff.post("/admin/assessments/statement/add/", data)
    assert response.status_code == 302
    assert response["Location"] == f"{ADMIN}/{draft.pk}/structure/"
    statement = section.statements.get(key="brand_new")
    assert statement.order == 6
    assert edit(staff, statement, text_en="Newer").status_code == 302
