"""Tests what publishing a draft requires, and what it does to the previous version."""

import pytest
from django.test import Client
from django.utils import translation

from assessments.models import Questionnaire, Stage, Statement
from authoring.services.drafts import (
    questionnaire_clone,
)
from authoring.services.publishing import InvalidContent, questionnaire_publish
from tests.factories import WORKED_EXAMPLE, make_assessment, make_completed
from tests.factories.questionnaires import make_second_version

pytestmark = pytest.mark.django_db
ADMIN = "/admin/assessments/questionnaire"


def spoil_text(draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(text_es="")


def spoil_advice(draft):
    draft.sections.get(key="revenue_growth").advice.get(stage__key="stable").delete()


def spoil_bound(draft):
    draft.stages.filter(key="reactive").update(lower_bound="1.5")


def spoil_section(draft):
    draft.sections.get(key="revenue_growth").statements.all().delete()


def spoil_stages(draft):
    draft.stages.all().delete()


def spoil_key_twice(draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(key="tool_usage")


def spoil_key_changed(draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(key="upselling")


def spoil_term(draft):
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(
        text_fr="Nous suivons notre XDR."
    )


@pytest.mark.parametrize(
    ("spoil", "complaint", "address"),
    [
        (spoil_text, "statement upsell: the text is missing in Español", "#id_text_es"),
        (spoil_advice, "Section revenue_growth: the advice for stage stable is missing", "stageadvice/add/?section="),
        (spoil_bound, "Stage reactive: the lowest stage has to start at 1", "#id_lower_bound"),
        (spoil_section, "Section revenue_growth: it has no statements", "statement/add/?section="),
        (spoil_stages, "There are no stages", "stage/add/?questionnaire="),
        (spoil_key_twice, "Statement tool_usage: its key stands twice", "#id_key"),
        (spoil_key_changed, "upselling: it says the same as upsell in an earlier version", "#id_key"),
        (spoil_term, "statement upsell: the glossary does not explain XDR (Français)", "term/add/?key=xdr&word_fr=XDR"),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)  # fmt: skip
def test_publishing_is_refused_with_a_link_to_what_is_missing(
    staff, content, draft, spoil, complaint, address
):
    spoil(draft)
    with translation.override("en"), pytest.raises(InvalidContent, match=complaint.split("(")[0]):
        questionnaire_publish(questionnaire=draft)
    response = staff.post(f"{ADMIN}/{draft.pk}/publish/")
    assert response.status_code == 200
    with translation.override("en"):
        urls = {str(issue.message): url for issue, url in response.context["issues"]}
    (url,) = [url for message, url in urls.items() if complaint in message]
    assert address in url
    form = staff.get(url)
    assert form.status_code == 200
    if "#" in address:
        assert f'id="{address[1:]}"' in form.content.decode()
    assert Questionnaire.objects.get(status="published") == content


def test_publishing_archives_the_one_before_and_those_who_began_finish_on_it(staff, content, draft):
    begun = make_assessment(content, WORKED_EXAMPLE[:3])
    page = staff.get(f"{ADMIN}/{draft.pk}/publish/").content.decode()
    assert "1 assessment in progress finishes on it" in page
    assert staff.post(f"{ADMIN}/{draft.pk}/publish/").status_code == 302
    assert dict(Questionnaire.objects.values_list("version", "status")) == {
        1: "archived",
        2: "published",
    }
    begun.refresh_from_db()
    assert begun.questionnaire == content
    assert staff.post(f"{ADMIN}/{draft.pk}/publish/").status_code == 200  # not twice
    assert Questionnaire.objects.get(version=2).archived_at is None


def test_visitors_do_not_see_a_draft(staff, draft):
    assert Client().get("/en/").context["content"].id != draft.pk


def test_results_stay_while_versions_come_and_go(staff, content):
    done = make_completed(content)
    before = staff.get(f"{ADMIN}/{content.pk}/structure/").status_code
    assert before == 200
    second = make_second_version(content)
    third = questionnaire_clone(questionnaire=second)
    questionnaire_publish(questionnaire=third)
    done.refresh_from_db()
    assert done.result.questionnaire_version == 1
    assert Stage.objects.filter(questionnaire=content).count() == 4
