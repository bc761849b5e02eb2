"""Tests notes beside answers, and the answers of the previous assessment."""

import html

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from assessments.domain.progress import changed_notes, fingerprint
from assessments.models import Assessment, Response
from assessments.services.assessment import AssessmentCompleted, assessment_save, assessment_start
from tests.factories import (
    WORKED_EXAMPLE,
    add_member,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.factories.questionnaires import ADDED, REMOVED, make_second_version

pytestmark = pytest.mark.django_db
FIRST = "client_onboarding"


@pytest.fixture
def owner(content):
    return make_user()


@pytest.fixture
def account(owner):
    return make_account(owner)


@pytest.fixture
def client(owner) -> Client:
    return client_of(owner)


def section_url(assessment: Assessment, section: str = "process_operations") -> str:
    return f"/en/assessments/{assessment.pk}/sections/{section}/"


def notes_of(assessment: Assessment) -> dict[str, str]:
    return dict(assessment.responses.exclude(note="").values_list("statement__key", "note"))


def test_a_note_is_stored_and_shown_again(client, account, content):
    draft = make_assessment(content, account=account)
    client.post(
        section_url(draft), {FIRST: "4", f"{FIRST}__note": "  We have a check list.\r\nSince May. "}
    )
    assert notes_of(draft) == {FIRST: "We have a check list.\nSince May."}
    for path in (section_url(draft), f"/en/assessments/{draft.pk}/review/"):
        assert "We have a check list." in client.get(path).content.decode()


def test_a_note_may_come_before_its_answer(client, account, content):
    draft = make_assessment(content, account=account)
    client.post(section_url(draft), {f"{FIRST}__note": "to be asked"})
    assert notes_of(draft) == {FIRST: "to be asked"}
    assert Response.objects.get().value is None
    page = client.get(f"/en/assessments/{draft.pk}/review/").content.decode()
    assert "20 statements still need an answer" in page
    assert "to be asked" in page
    assert client.post(f"/en/assessments/{draft.pk}/review/").status_code == 422
    client.post(section_url(draft), {FIRST: "2"})
    assert list(draft.responses.values_list("value", "note")) == [(2, "to be asked")]


def test_a_stale_tab_overwrites_no_note(client, account, content):
    draft = make_assessment(content, [4], account=account)
    client.post(section_url(draft), {f"{FIRST}__note": "written in another tab"})
    stale = {FIRST: "5", f"{FIRST}__shown": "4", f"{FIRST}__note": "", f"{FIRST}__note__shown": ""}
    client.post(section_url(draft), stale)
    assert list(draft.responses.values_list("value", "note")) == [(5, "written in another tab")]


def test_a_note_can_be_emptied(client, account, content):
    draft = make_assessment(content, [4], account=account)
    client.post(section_url(draft), {f"{FIRST}__note": "wrong"})
    client.post(
        section_url(draft), {f"{FIRST}__note": "", f"{FIRST}__note__shown": fingerprint("wrong")}
    )
    assert notes_of(draft) == {}


def test_a_note_that_is_too_long_is_reported_and_kept_in_the_field(client, account, content):
    draft = make_assessment(content, account=account)
    response = client.post(section_url(draft), {FIRST: "3", f"{FIRST}__note": "x" * 2001})
    assert response.status_code == 422
    page = response.content.decode()
    assert "x" * 2001 in page
    assert f'href="#{FIRST}__note"' in page
    assert list(draft.responses.values_list("value", "note")) == [(3, "")]


def test_only_what_differs_from_the_page_is_a_change():
    stored = {"a": "old", "b": "same"}
    assert changed_notes({}, {"a": "new", "b": "same", "c": ""}, stored) == {"a": "new"}
    assert changed_notes({"a": fingerprint("new")}, {"a": "new"}, stored) == {}


def test_a_completed_assessments_notes_are_frozen(account, content):
    done = make_completed(content, account=account)
    with pytest.raises(AssessmentCompleted), transaction.atomic():
        assessment_save(assessment=done, values={}, notes={statements(content)[0].id: "later"})
    with pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.filter(assessment=done).update(note="later")


def test_markup_in_a_note_stays_text(client, account, content):
    draft = make_assessment(content, account=account)
    client.post(section_url(draft), {f"{FIRST}__note": "<b>bold</b>"})
    assert "<b>bold</b>" not in client.get(f"/en/assessments/{draft.pk}/review/").content.decode()


# The last answers


def test_last_answers_stand_beside_the_statements(client, account, content):
    make_completed(content, WORKED_EXAMPLE, account=account)
    key = client.post("/en/assessments/start/")["Location"].split("/")[3]
    page = client.get(f"/en/assessments/{key}/sections/process_operations/").content.decode()
    assert page.count('class="likert__last"') == 5
    assert "checked" not in page


def test_a_new_statement_says_that_it_has_no_earlier_answer(client, account, content):
    make_completed(content, account=account)
    second = make_second_version(content)
    key = client.post("/en/assessments/start/")["Location"].split("/")[3]
    assert Assessment.objects.get(pk=key).questionnaire == second
    page = client.get(f"/en/assessments/{key}/sections/technology_automation/").content.decode()
    assert page.count('class="likert__last"') == 4
    assert page.count('class="likert__note"') == 1


def test_begun_with_the_last_answers_filled_in(client, account, content):
    done = make_completed(content, account=account)
    second = make_second_version(content)
    response = client.post("/en/assessments/new/", {"last": "fill"})
    draft = Assessment.objects.get(completed_at=None)
    assert (draft.questionnaire, draft.earlier, draft.filled_in) == (second, done, True)
    answers = dict(draft.responses.values_list("statement__key", "value"))
    assert len(answers) == 18  # twenty, without the added one and the one under a new key
    assert ADDED not in answers
    assert REMOVED not in answers
    assert answers[FIRST] == 5
    page = html.unescape(client.get(response["Location"], follow=True).content.decode())
    assert "are filled in" in page
    assert (
        "was started from your answers"
        in client.get(f"/en/assessments/{draft.pk}/review/").content.decode()
    )


def test_begun_without_showing_them(client, account, content):
    make_completed(content, account=account)
    client.post("/en/assessments/new/", {"last": "hide"})
    draft = Assessment.objects.get(completed_at=None)
    assert draft.earlier is None
    assert "likert__last" not in client.get(section_url(draft)).content.decode()


def test_one_start_form_sent_twice_fills_in_once(client, account, content):
    make_completed(content, account=account)
    fields = {"last": "fill", "start_key": "0b1e8a5e-0000-4000-8000-000000000001"}
    places = {client.post("/en/assessments/new/", fields)["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Assessment.objects.filter(completed_at=None).count() == 1


def test_a_start_key_of_somebody_else_begins_an_own_one(account, content):
    theirs = make_assessment(content, account=make_account())
    mine = assessment_start(questionnaire=content, start_key=theirs.start_key, account=account)
    assert mine != theirs


# One made on paper


def test_an_assessment_on_paper_has_the_day_it_was_made(client, account, content):
    newest = make_completed(content, account=account)
    client.post("/en/assessments/new/", {"last": "show", "assessed_on": "2021-03-31"})
    paper = Assessment.objects.get(completed_at=None)
    assert str(paper.assessed_on) == "2021-03-31"
    assert paper.earlier is None  # there is none before that day
    assert "31\u00a0March 2021" in client.get(section_url(paper)).content.decode()
    assessment_save(assessment=paper, values={row.id: 2 for row in statements(content)})
    client.post(f"/en/assessments/{paper.pk}/review/")
    response = client.get("/en/assessments/")
    assert [row.assessment for row in response.context["rows"]] == [newest, paper]
    assert "31\u00a0March 2021" in response.content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.filter(pk=paper.pk).update(assessed_on="2022-01-01")


@pytest.mark.parametrize(
    "day", ["2999-01-01", "31.3.2021", "1820-01-01", "0026-03-31", "0000-00-00"]
)
def test_an_impossible_day_is_reported_and_kept_in_the_field(client, account, content, day):
    response = client.post("/en/assessments/new/", {"assessed_on": day})
    assert response.status_code == 422
    assert f'value="{day}"' in response.content.decode()
    assert not Assessment.objects.exists()


def test_a_viewer_cannot_enter_one(content, account):
    viewer = client_of(add_member(account, "viewer"))
    assert viewer.get("/en/assessments/new/").status_code == 403
