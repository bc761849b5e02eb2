"""Tests the steps from the first section to the review and the result, without a browser."""

import re

import pytest
from django.test import Client

from assessments.models import Assessment, Questionnaire
from localization.languages import CODES
from tests.assessments.sections import begin, section_url, stored, text_of
from tests.factories import (
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)

pytestmark = pytest.mark.django_db


LANGUAGES = list(CODES)


FIRST = ["client_onboarding", "sla_performance", "documentation", "workflow_review", "bottlenecks"]


def test_a_whole_assessment_without_an_account(guest):
    assessment = begin(guest)
    values = iter(WORKED_EXAMPLE)
    sections = list(assessment.questionnaire.sections.order_by("order"))
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        data = {row.key: next(values) for row in section.statements.order_by("order")}
        response = guest.post(section_url(assessment, section.key), {**data, "to": "next"})
        expected = (
            section_url(assessment, following.key)
            if following
            else f"/en/assessments/{assessment.pk}/review/"
        )
        assert response["Location"] == expected
    response = guest.post(f"/en/assessments/{assessment.pk}/review/")
    assert response["Location"] == f"/en/assessments/{assessment.pk}/result/"
    page = text_of(guest.get(response["Location"]))
    assert "<title>Your result: 3.55 (Proactive) ·" in page
    assert re.search(r"<h1>.*?3\.55.*?Proactive.*?</h1>", page, re.S)
    assert "9 points to Scalable" in page
    assert "23 ÷ 5 = 4.6" in page


def test_result_json(guest):
    assessment = begin(guest)
    assert guest.get(f"/en/assessments/{assessment.pk}/result.json").status_code == 404
    for row, value in zip(statements(assessment.questionnaire), WORKED_EXAMPLE, strict=True):
        guest.post(section_url(assessment, row.section.key), {row.key: value})
    guest.post(f"/it/assessments/{assessment.pk}/review/")
    data = guest.get(f"/fr/assessments/{assessment.pk}/result.json").json()
    assert data["questionnaire_version"] == 1
    assert (data["overall"], data["stage"], data["points"], data["points_to_next_stage"]) == (
        "3.55",
        "proactive",
        71,
        9,
    )
    assert data["language"] == "it"
    assert [(s["key"], s["total"], s["average"], s["stage"]) for s in data["sections"]] == [
        ("process_operations", 23, "4.6", "scalable"),
        ("technology_automation", 16, "3.2", "proactive"),
        ("customer_satisfaction_retention", 19, "3.8", "proactive"),
        ("revenue_growth", 13, "2.6", "stable"),
    ]
    assert data["sections"][3]["responses"] == {
        "service_tiers": 3,
        "recurring_revenue": 4,
        "financial_metrics": 2,
        "upsell": 2,
        "pricing_review": 2,
    }


def test_next_moves_on_with_gaps_and_all(guest):
    assessment = begin(guest)
    response = guest.post(section_url(assessment), {"client_onboarding": "4"})
    assert response["Location"] == section_url(assessment, "technology_automation")
    assert stored(assessment) == {"client_onboarding": 4}


def test_the_back_button_saves_too(guest):
    assessment = begin(guest)
    response = guest.post(
        section_url(assessment, "technology_automation"), {"tool_usage": "2", "to": "back"}
    )
    assert response["Location"] == section_url(assessment)
    assert stored(assessment) == {"tool_usage": 2}


def test_resumes_at_the_first_gap(guest):
    assessment = begin(guest)
    guest.post(section_url(assessment), dict.fromkeys(FIRST, "3"))
    location = guest.get(f"/it/assessments/{assessment.pk}/")["Location"]
    assert location.startswith(section_url(assessment, "technology_automation", "it"))


def test_resumes_at_the_review_and_at_the_result(content):
    owner = make_user()
    account = make_account(owner)
    client = client_of(owner)
    full, done = (
        make_assessment(content, WORKED_EXAMPLE, account=account),
        make_completed(content, account=account),
    )
    assert client.get(f"/en/assessments/{full.pk}/")["Location"].endswith("/review/")
    assert client.get(f"/en/assessments/{done.pk}/")["Location"].endswith("/result/")


def test_review_names_the_gaps_with_links(guest):
    assessment = begin(guest)
    guest.post(section_url(assessment), dict.fromkeys(FIRST[:4], "3"))
    page = guest.get(f"/en/assessments/{assessment.pk}/review/").content.decode()
    assert f'href="{section_url(assessment)}#bottlenecks"' in page
    assert "16 statements still need an answer" in page
    response = guest.post(f"/en/assessments/{assessment.pk}/review/")
    assert response.status_code == 422
    assert "<title>Error:" in response.content.decode()
    assert not Assessment.objects.get().is_completed


def test_a_start_form_sent_twice_begins_one(guest):
    key = re.search(r'name="start_key" value="([^"]+)"', guest.get("/en/").content.decode())[1]
    first, second = (guest.post("/en/assessments/start/", {"start_key": key}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_completed_assessment_cannot_be_edited(content, language):
    owner = make_user()
    assessment = make_completed(content, account=make_account(owner))
    client = client_of(owner)
    before = stored(assessment)
    url = section_url(assessment, language=language)
    response = client.post(url, {"client_onboarding": "1"}, follow=True)
    assert stored(assessment) == before
    assert response.redirect_chain[0][0] == f"/{language}/assessments/{assessment.pk}/result/"
    assert 'class="notice notice--warn"' in response.content.decode()
    assert (
        client.post(url, {"client_onboarding": "1"}, headers={"hx-request": "true"}).status_code
        == 409
    )
    assert client.get(url)["Location"].endswith("/result/")


def test_an_assessment_in_progress_finishes_on_its_archived_version(content):
    owner = make_user()
    assessment = make_assessment(content, WORKED_EXAMPLE, account=make_account(owner))
    Questionnaire.objects.filter(pk=content.pk).update(status="archived")
    client = client_of(owner)
    assert client.post(section_url(assessment), {"client_onboarding": "4"}).status_code == 302
    assert client.post(f"/en/assessments/{assessment.pk}/review/").status_code == 302
    assert stored(assessment)["client_onboarding"] == 4


def test_without_a_published_questionnaire_nothing_starts(content):
    Questionnaire.objects.filter(pk=content.pk).update(status="archived")
    client = Client()
    assert client.get("/en/").status_code == 200
    assert client.post("/en/assessments/start/", follow=True).status_code == 200
    assert not Assessment.objects.exists()
