"""The section, review and result addresses, without a browser."""

import html
import re
import uuid
from datetime import UTC, datetime

import pytest
from django.test import Client

from assessments.models import Assessment, Questionnaire, Response
from localization.languages import CODES
from tests.factories import (
    PASSWORD,
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


@pytest.fixture
def guest(content) -> Client:
    return Client()


def begin(client: Client, language: str = "en") -> Assessment:
    response = client.post(f"/{language}/assessments/start/")
    assert response.status_code == 302
    return Assessment.objects.get(pk=response["Location"].rstrip("/").rsplit("/", 1)[-1])


def section_url(
    assessment: Assessment, section: str = "process_operations", language: str = "en"
) -> str:
    return f"/{language}/assessments/{assessment.pk}/sections/{section}/"


def stored(assessment: Assessment) -> dict[str, int]:
    return dict(
        Response.objects.filter(assessment=assessment).values_list("statement__key", "value")
    )


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def test_the_whole_job_without_an_account(guest):
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
    assert "<title>Your result: 3.55, Proactive ·" in page
    assert re.search(r"<h1>[^<]*3\.55[^<]*Proactive[^<]*</h1>", page)
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


def test_back_stores_too(guest):
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


# Bad input


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


def test_an_unknown_statement_is_refused_and_the_rest_stored(guest):
    assessment = begin(guest)
    response = guest.post(
        section_url(assessment), {"client_onboarding": "2", "tool_usage": "4", "bogus": "5"}
    )
    assert response.status_code == 422
    page = text_of(response)
    assert "“bogus”" in page
    assert "“tool_usage”" in page  # it belongs to another section
    assert stored(assessment) == {"client_onboarding": 2}


@pytest.mark.parametrize(
    "key", ["nope", "process_operations%00", "PROCESS_OPERATIONS", "..", "%F0%9F%98%80"]
)
def test_an_unknown_section_is_not_found(guest, key):
    assessment = begin(guest)
    for method in (guest.get, guest.post):
        assert method(f"/en/assessments/{assessment.pk}/sections/{key}/").status_code == 404


@pytest.mark.parametrize("name", ["review/", "result/", "sections/process_operations/", ""])
def test_a_foreign_or_made_up_assessment_leads_to_sign_in_alike(content, name):
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


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "to", "client_onboarding__shown"])
def test_odd_technical_fields_do_no_harm(guest, name):
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


# Two tabs


def test_a_stale_tab_undoes_nothing(guest):
    assessment = begin(guest)
    shown = {f"{key}__shown": "" for key in FIRST} | {
        "client_onboarding__shown": "2",
        "client_onboarding": "2",
    }
    guest.post(section_url(assessment), {"client_onboarding": "2"})
    guest.post(section_url(assessment), {"client_onboarding": "5"})  # another tab
    guest.post(section_url(assessment), {**shown, "documentation": "3"})
    assert stored(assessment) == {"client_onboarding": 5, "documentation": 3}


def hidden(response) -> dict[str, str]:
    """What the page would send of itself."""
    return dict(
        re.findall(r'type="hidden" name="(\w+__shown)" value="([^"]*)"', response.content.decode())
    )


def test_a_page_that_stays_open_claims_to_show_only_what_it_shows(guest):
    assessment = begin(guest)
    url, in_place = section_url(assessment), {"hx-request": "true"}
    page_a = hidden(guest.get(url))
    guest.post(url, {"client_onboarding": "4"}, headers=in_place)  # tab B
    page_a = hidden(guest.post(url, {**page_a, "documentation": "3"}, headers=in_place))
    guest.post(url, {"client_onboarding": "5"}, headers=in_place)  # tab B again
    guest.post(url, {**page_a, "client_onboarding": "4", "documentation": "3"}, headers=in_place)
    assert stored(assessment) == {
        "client_onboarding": 4,
        "documentation": 3,
    }  # the later of two changes


def test_what_could_not_be_stored_survives_signing_in(content):
    owner = make_user("anna@example.com")
    assessment = make_assessment(content, account=make_account(owner))
    client = Client()
    response = client.post(section_url(assessment), {"documentation": "4", "to": "next"})
    assert response["Location"].startswith("/en/accounts/login/?next=/en/assessments/")
    page = client.get(response["Location"]).content.decode()
    assert "What you sent is not stored" in page
    target = re.search(r'name="next" value="([^"]+)"', page)[1]
    fields = {"login": "anna@example.com", "password": PASSWORD, "next": html.unescape(target)}
    page = client.post("/en/accounts/login/", fields, follow=True).content.decode()
    assert 'name="documentation" value="4" checked' in page
    assert 'name="documentation__shown" value=""' in page
    assert stored(assessment) == {}


def test_every_error_links_to_its_field(guest):
    assessment = begin(guest)
    data = {"client_onboarding": "6", "documentation": ["1", "2"], "nonsense": "1"}
    page = guest.post(section_url(assessment), data).content.decode()
    links = re.findall(r'href="#([^"]+)"', page)
    assert {"client_onboarding", "documentation"} <= set(links)
    assert all(f'id="{link}"' in page for link in links)
    assert page.count("nonsense") == 1


def test_of_two_changes_the_later_wins(guest):
    assessment = begin(guest)
    for value in ("5", "1"):
        guest.post(
            section_url(assessment), {"client_onboarding": value, "client_onboarding__shown": "3"}
        )
    assert stored(assessment) == {"client_onboarding": 1}


def test_a_choice_is_saved_when_made_and_the_page_told(guest):
    assessment = begin(guest)
    data = {"documentation": "4", "documentation__shown": ""}
    response = guest.post(section_url(assessment), data, headers={"hx-request": "true"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Saved: statement 3" in page
    assert "1 of 20 answered" in page
    assert 'name="documentation__shown" value="4"' in page
    assert "<html" not in page
    assert stored(assessment) == {"documentation": 4}


def test_a_save_in_place_by_somebody_signed_out_is_refused_without_leading_away(content):
    assessment = make_assessment(content)
    response = Client().post(
        section_url(assessment), {"documentation": "4"}, headers={"hx-request": "true"}
    )
    assert response.status_code == 401
    assert stored(assessment) == {}


def test_dates_are_those_of_the_accounts_time_zone(content):
    owner = make_user()
    account = make_account(owner, country="NZ", currency="NZD")
    assessment = make_assessment(content, [3], account=account)
    late = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)  # noon of 1 April in Auckland
    Assessment.objects.filter(pk=assessment.pk).update(started_at=late)
    client = client_of(owner)
    for path in ("", f"{assessment.pk}/delete/"):
        assert "April 1, 2026" in client.get(f"/en/assessments/{path}").content.decode()


# Languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_switching_language_keeps_page_and_answers(guest, language):
    assessment = begin(guest)
    target = section_url(assessment, language=language)
    response = guest.post(target, {"client_onboarding": "4", "language": language})
    assert response.status_code == 302
    assert response["Location"] == target
    page = guest.get(target).content.decode()
    assert f'<html lang="{language}"' in page
    assert 'name="client_onboarding" value="4" checked' in page


def test_switching_language_keeps_what_could_not_be_read_with_its_error(guest):
    assessment = begin(guest)
    response = guest.post(
        section_url(assessment, language="it"),
        {"client_onboarding": "7", "documentation": "2", "language": "it"},
    )
    page = text_of(response)
    assert response.status_code == 422
    assert '<html lang="it"' in page
    assert "7" in page
    assert stored(assessment) == {"documentation": 2}


@pytest.mark.parametrize(
    ("language", "figure"),
    [("en", "3.55"), ("it", "3,55"), ("fr", "3,55"), ("es", "3,55"), ("de", "3,55")],
)
def test_numbers_are_in_the_readers_format(content, language, figure):
    owner = make_user()
    assessment = make_completed(content, account=make_account(owner))
    page = client_of(owner).get(f"/{language}/assessments/{assessment.pk}/result/").content.decode()
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert figure in title
    for value in ("4.6", "3.2", "3.8", "2.6"):
        assert f'<span class="num">{value.replace(".", figure[1])}</span>' in page


def test_root_follows_the_browsers_languages(content):
    for accept, language in (
        ("fr-CA,fr;q=0.9", "fr"),
        ("pl,es;q=0.5", "es"),
        ("de-AT,es;q=0.5", "de"),
        ("zh", "en"),
        ("", "en"),
    ):
        response = Client().get("/", headers={"accept-language": accept})
        assert response["Location"] == f"/{language}/"


def test_text_that_falls_back_carries_its_language(guest):
    from assessments.models import Statement

    assessment = begin(guest)
    Statement.objects.filter(key="client_onboarding").update(text_it="")
    page = guest.get(section_url(assessment, language="it")).content.decode()
    assert '<span lang="en">Whenever a client joins us' in page
