"""Tests the preview of a version in the admin."""

import re
from html import unescape

import pytest
from django.utils import translation

from assessments.models import Assessment, Questionnaire, Response, Statement
from authoring.selectors.publish_issues import list_publish_issues
from localization.columns import column_name

pytestmark = pytest.mark.django_db
ADMIN = "/admin/assessments/questionnaire"


@pytest.mark.parametrize("language", ["en", "it", "fr", "es"])
def test_a_draft_is_previewed_in_every_language_and_stores_nothing(staff, draft, language):
    Statement.objects.filter(section__questionnaire=draft, key="documentation").update(
        **{column_name("text", language): f"Only in the draft, {language}"}
    )
    before = [model.objects.count() for model in (Assessment, Response, Questionnaire)]
    page = staff.get(f"{ADMIN}/{draft.pk}/preview/{language}/", follow=True)
    html = page.content.decode()
    assert f"Only in the draft, {language}" in html
    assert f'<html lang="{language}"' in html
    path = page.request["PATH_INFO"]
    for data in (
        {"to": "next", "documentation": "4"},
        {"to": "back"},
        {"to": "review"},
        {"language": "x"},
    ):
        assert staff.post(path, data).status_code == 302
    for rest in ("review/", *(f"result/{stage.key}/" for stage in draft.stages.all())):
        shown = staff.get(f"{ADMIN}/{draft.pk}/preview/{language}/{rest}")
        assert shown.status_code == 200
        assert f'<html lang="{language}"' in shown.content.decode()
    assert [model.objects.count() for model in (Assessment, Response, Questionnaire)] == before


def test_the_previewed_result_has_the_advice_of_the_stage(staff, content):
    for stage in content.stages.all():
        page = staff.get(f"{ADMIN}/{content.pk}/preview/fr/result/{stage.key}/")
        (title,) = re.findall("<title>([^<]*)", page.content.decode())
        assert stage.name_fr in title
        advice = content.sections.get(key="revenue_growth").advice.get(stage=stage)
        assert advice.text_fr in unescape(re.sub("<[^>]+>", "", page.content.decode()))


@pytest.mark.parametrize("rest", ["xx/", "fr/sections/nothing/", "fr/result/nothing/"])
def test_unknown_previews_are_not_found(staff, content, rest):
    assert staff.get(f"{ADMIN}/{content.pk}/preview/{rest}").status_code == 404


def test_a_version_without_anything_is_previewed_as_its_structure(staff, content):
    empty = Questionnaire.objects.create(version=7)
    response = staff.get(f"{ADMIN}/{empty.pk}/preview/en/")
    assert response["Location"] == f"{ADMIN}/{empty.pk}/structure/"
    assert staff.get(response["Location"]).status_code == 200
    assert staff.get(f"{ADMIN}/{empty.pk}/preview/en/review/").status_code == 404
    with translation.override("en"):
        messages = {str(issue.message) for issue in list_publish_issues(empty)}
    assert messages == {"There are no sections.", "There are no stages."}
