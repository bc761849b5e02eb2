"""Tests which answers a section page refuses, and the messages it gives."""

import re
import uuid

import pytest
from django.test import Client

from localization.languages import CODES
from tests.assessments.sections import begin, section_url, stored, text_of
from tests.factories import make_assessment, make_completed

pytestmark = pytest.mark.django_db


LANGUAGES = list(CODES)


@pytest.mark.parametrize(
    "value", ["0", "6", "3.0", "abc", "٣", "３", "-1", "1e0", " 3", "3 ", "<script>", "١"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_that_is_no_answer_is_refused_and_named(guest, language, value):
    assessment = begin(guest)
    data = {"client_onboarding": value, "documentation": "4"}
    response = guest.post(section_url(assessment, language=language), data)
    assert response.status_code == 422
    assert stored(assessment) == {"documentation": 4}
    page = text_of(response)
    quoted = ("“{}”", "«\u202f{}\u202f»", "«{}»", "„{}“")
    assert any(marks.format(value) in page for marks in quoted)
    assert "<script>" not in response.content.decode()
    assert 'name="documentation" value="4" checked' in page


def test_two_answers_to_one_statement_are_refused(guest):
    assessment = begin(guest)
    response = guest.post(section_url(assessment), {"client_onboarding": ["2", "4"]})
    assert response.status_code == 422
    assert stored(assessment) == {}


def test_a_statement_of_another_section_is_refused_and_the_rest_stored(guest):
    assessment = begin(guest)
    response = guest.post(section_url(assessment), {"client_onboarding": "2", "tool_usage": "4"})
    assert response.status_code == 422
    assert "“tool_usage”" in text_of(response)
    assert stored(assessment) == {"client_onboarding": 2}


EXTENSION = {"lastpass-otp": "x"}


@pytest.mark.parametrize("unknown", ["lastpass-otp", "bogus", "bogus__note", "bogus__shown", "🙂"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_names_that_the_questionnaire_does_not_know_are_ignored(guest, unknown, headers):
    assessment = begin(guest)
    data = {"client_onboarding": "2", unknown: "5"}
    response = guest.post(section_url(assessment), data, headers=headers)
    assert response.status_code == (200 if headers else 302)
    assert stored(assessment) == {"client_onboarding": 2}


def test_an_extension_keeps_no_guest_in_a_section(guest):
    """Walks through all sections to the result, as with a field that an extension adds."""
    key = begin(guest).pk
    section = guest.get(f"/en/assessments/{key}/")["Location"]
    while "/sections/" in section:
        names = set(re.findall(r'type="radio"\s+name="(\w+)"', guest.get(section).content.decode()))
        sent = guest.post(section, EXTENSION | dict.fromkeys(names, "4"))
        assert (sent.status_code, len(names)) == (302, 5)
        section = sent["Location"]
    assert guest.post(section, EXTENSION)["Location"].endswith("/result/")


def test_an_extension_alone_is_nothing_typed(guest, content):
    """Sends it to a completed assessment, which does not say that entries wait."""
    begin(guest)
    done = make_completed(content, guest_key=uuid.UUID(guest.session["guest"]))
    page = text_of(guest.post(section_url(done), EXTENSION, follow=True))
    assert "its answers can no longer be changed" in page
    assert "View your entries" not in page


@pytest.mark.parametrize(
    "key", ["nope", "process_operations%00", "PROCESS_OPERATIONS", "..", "%F0%9F%98%80"]
)
def test_an_unknown_section_is_not_found(guest, key):
    assessment = begin(guest)
    for method in (guest.get, guest.post):
        assert method(f"/en/assessments/{assessment.pk}/sections/{key}/").status_code == 404


@pytest.mark.parametrize("name", ["review/", "result/", "sections/process_operations/", ""])
def test_an_assessment_of_others_and_an_unknown_one_redirect_to_sign_in_alike(content, name):
    foreign = make_assessment(content, [3])
    answers = []
    for key in (foreign.pk, uuid.uuid4()):
        response = Client().get(f"/en/assessments/{key}/{name}")
        answers.append((response.status_code, response["Location"].replace(str(key), "KEY")))
    assert answers[0] == answers[1]
    assert answers[0] == (302, f"/en/accounts/login/?next=/en/assessments/KEY/{name}")


def test_a_malformed_id_is_not_found(guest):
    for key in ("x", "123", "00000000-0000-0000-0000-00000000000g"):
        assert guest.get(f"/en/assessments/{key}/").status_code == 404


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "to", "client_onboarding__shown"])
def test_unexpected_technical_fields_are_ignored(guest, name):
    assessment = begin(guest)
    response = guest.post(section_url(assessment), {"client_onboarding": "4", name: "\x00☃" * 50})
    assert response.status_code == 302
    assert stored(assessment) == {"client_onboarding": 4}


def test_a_body_that_is_no_form_is_no_server_error(guest):
    assessment = begin(guest)
    response = guest.post(section_url(assessment), b"\xff\xfe{", content_type="application/json")
    assert response.status_code < 500
    response = guest.post(
        section_url(assessment), b"--x\r\nbroken", content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code < 500
    assert stored(assessment) == {}


def test_every_error_links_to_its_field(guest):
    assessment = begin(guest)
    data = {"client_onboarding": "6", "documentation": ["1", "2"], "tool_usage": "1"}
    page = guest.post(section_url(assessment), data).content.decode()
    links = re.findall(r'href="#([^"]+)"', page)
    assert {"client_onboarding", "documentation"} <= set(links)
    assert all(f'id="{link}"' in page for link in links)
    assert page.count("“tool_usage”") == 1


def test_the_summary_names_statements_by_section_and_number(guest):
    assessment = begin(guest)
    page = text_of(guest.post(section_url(assessment), {"documentation": "9"}))
    assert "Process and operations, 3: “9” is not one of the five answers. Choose one." in page


def test_review_says_that_answers_are_saved_where_there_are_any(guest):
    assessment = begin(guest)
    review = f"/en/assessments/{assessment.pk}/review/"
    assert "All your other answers are saved." not in text_of(guest.get(review))
    guest.post(section_url(assessment), {"documentation": "4"})
    assert "All your other answers are saved." in text_of(guest.get(review))
