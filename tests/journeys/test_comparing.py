"""Tests two assessments in a browser: their comparison, and the pages that link to it."""

import re

import pytest
from playwright.sync_api import expect

from assessments.models import Assessment
from assessments.services.assessment import assessment_complete, assessment_save
from tests.factories import (
    BEFORE,
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.factories.questionnaires import make_second_version
from tests.journeys.pages import (
    LANGUAGES,
    answer_section,
    assert_console_is_empty,
    list_overflows,
    sign_in,
    submit_section,
    violations,
)
from tests.journeys.test_accessibility import check, send

pytestmark = pytest.mark.django_db(transaction=True)
COMPANY = "Managed Services Donaudampfschifffahrtsgesellschaft mbH"


def visit(open_page, owner, width: int = 1280, **options):
    page = open_page(width, **options)
    sign_in(page.context, client_of(owner))
    return page


def answer_all(page, values: list[int]) -> None:
    for start in range(0, 20, 5):
        answer_section(page, values[start : start + 5])
        submit_section(page)
    page.wait_for_url("**/review/")
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/result/")


def fill_out(page, language: str, values: list[int]) -> None:
    page.goto(f"/{language}/assessments/")
    page.locator("main form .btn-primary").first.click()
    page.wait_for_selector("fieldset.likert")
    answer_all(page, values)


def figures(page) -> list[str]:
    """Returns the rows of the section table: before, now, change."""
    cells = page.locator("section[aria-labelledby=by-section] td.is-number").all_inner_texts()
    return [cell.strip() for cell in cells]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_assessments_compared(content, open_page, language, script):
    owner = make_user()
    account = make_account(owner)
    for values in (BEFORE, WORKED_EXAMPLE):
        make_completed(content, values, account=account)
    page = visit(open_page, owner, 320 if script else 1280, java_script_enabled=script)
    page.goto(f"/{language}/assessments/")
    page.locator("section[aria-labelledby=trend] p a").click()
    page.wait_for_selector("#by-section")
    expected = [
        *("3.35", "3.55", "+0.20"),  # 67 / 20 and 71 / 20
        *("4.0", "4.6", "+0.6"),  # 20 / 5 and 23 / 5
        *("2.8", "3.2", "+0.4"),  # 14 / 5 and 16 / 5
        *("3.8", "3.8", "0.0"),  # 19 / 5 both times
        *("2.8", "2.6", "−0.2"),  # 14 / 5 and 13 / 5
    ]
    assert figures(page) == [
        text if language == "en" else text.replace(".", ",") for text in expected
    ]
    if script:
        assert list_overflows(page) == []
    assert_console_is_empty(page)


def test_the_same_pair_across_two_versions(content, open_page):
    owner = make_user()
    make_account(owner)
    page = visit(open_page, owner)
    fill_out(page, "fr", BEFORE)
    make_second_version(content)
    fill_out(page, "fr", WORKED_EXAMPLE)
    page.goto("/fr/assessments/compare/")
    # Shared overall: (4 + 2.75 + 3.8 + 2.75) / 4 = 3.325 and (4.6 + 3.25 + 3.8 + 2.75) / 4 = 3.6;
    # 3,60 − 3,32 as shown. By section, without the fifth where that is another statement:
    # (3 + 2 + 3 + 3) / 4 = 2.75, (4 + 3 + 3 + 3) / 4 = 3.25; (3 + 4 + 2 + 2) / 4 = 2.75 both times
    assert figures(page) == [
        *("3,35", "3,55", "+0,28"),
        *("4,0", "4,6", "+0,6"),
        *("2,8", "3,2", "+0,50"),
        *("3,8", "3,8", "0,0"),
        *("2,8", "2,6", "0,00"),
    ]
    page.goto("/fr/assessments/")
    assert (
        page.locator("svg.chart--wide [stroke-dasharray]").count() == 1
    )  # where the other version begins


def test_last_answers_are_filled_in_when_asked_for(content, open_page):
    owner = make_user()
    make_completed(content, account=make_account(owner))
    page = visit(open_page, owner, 320)
    page.goto("/it/assessments/")
    page.locator("a[href$='/assessments/new/']").click()
    page.locator("input[value=fill]").check()
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url("**/review/")  # nothing is missing
    expect(page.locator(".notice")).to_be_visible()
    assert Assessment.objects.get(completed_at=None).responses.count() == 20


def test_a_note_is_saved_on_blur(content, open_page):
    owner = make_user()
    draft = make_assessment(content, account=make_account(owner))
    page = visit(open_page, owner)
    page.goto(f"/en/assessments/{draft.pk}/sections/process_operations/")
    page.locator("#documentation summary").click()
    page.locator("[name=documentation__note]").fill("Ten procedures.\nMore to come.")
    page.locator("[name=documentation__note]").blur()
    expect(page.locator("#saved")).to_contain_text("Saved: statement 3")
    assert draft.responses.get().note == "Ten procedures.\nMore to come."
    page.reload()
    expect(page.locator("[name=documentation__note]")).to_have_value(
        "Ten procedures.\nMore to come."
    )
    assert_console_is_empty(page)


def test_a_shared_result_signed_out(content, open_page):
    owner = make_user()
    done = make_completed(content, account=make_account(owner, name=COMPANY))
    page = visit(open_page, owner, 320)
    page.goto(f"/es/assessments/{done.pk}/links/")
    page.locator("#page-form .btn-primary").click()
    address = page.locator("#new-link").input_value()
    reader = open_page(320, locale="fr-FR")
    reader.goto(address)
    assert re.search(r"/fr/shared/[\w-]{43}/$", reader.url)
    expect(reader.locator(".result-top .kicker")).to_contain_text(COMPANY)
    assert reader.locator("nav").count() == 0
    assert list_overflows(reader) == []
    page.goto(f"/es/assessments/{done.pk}/links/")
    page.locator("form[action*=revoke] button").click()
    assert reader.goto(address).status == 404
    assert_console_is_empty(reader)
    assert_console_is_empty(page)


def test_choosing_two_by_keyboard(content, open_page):
    owner = make_user()
    account = make_account(owner)
    first, *_ = [make_completed(content, [value] * 20, account=account) for value in (1, 2, 3)]
    page = visit(open_page, owner)
    page.goto("/en/assessments/compare/")
    page.locator("#from").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**from={first.pk}**")
    assert figures(page)[:3] == ["1.00", "3.00", "+2.00"]


def create_results(content, owner):
    """Creates results of two versions with notes, one withdrawn, one on paper, and a draft."""
    account = make_account(owner, name=COMPANY)
    for values in ([1] * 20, [2] * 20, BEFORE):
        make_completed(content, values, account=account)
    second = make_second_version(content)
    now = make_assessment(second, WORKED_EXAMPLE, account=account, user=owner)
    rows = statements(second)
    assessment_save(
        assessment=now,
        values={},
        notes={rows[0].id: "Checklist.\nSince May.", rows[1].id: "x" * 300},
    )
    assessment_complete(assessment_id=now.pk, language="en")
    return account, now


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_pages_for_everybody(content, open_page, language):
    owner = make_user()
    account, now = create_results(content, owner)
    client = client_of(owner)
    paper = make_completed(content, account=account, assessed_on="2020-02-29")
    client.post(f"/en/assessments/{paper.pk}/withdraw/", {"reason": "entered twice"})
    key = client.post(f"/{language}/assessments/new/", {"last": "fill"})["Location"].split("/")[3]
    shared = re.search(
        r"/shared/[\w-]{43}/",
        client.post(f"/en/assessments/{now.pk}/links/", {"days": "7"}).content.decode(),
    )[0]
    page = visit(open_page, owner)
    problems = []
    for path in (
        "/assessments/",
        f"/assessments/?from={now.pk}",
        "/assessments/compare/",
        "/assessments/compare/?sort=change",
        "/assessments/statements/client_onboarding/",
        "/assessments/new/",
        f"/assessments/{key}/sections/technology_automation/",
        f"/assessments/{now.pk}/result/",
        f"/assessments/{paper.pk}/result/",
        f"/assessments/{now.pk}/withdraw/",
        f"/assessments/{now.pk}/links/",
        shared,
    ):
        problems += check(page, path, language)
    problems += check(page, f"/assessments/{now.pk}/withdraw/", language, send)
    problems += check(page, f"/assessments/{now.pk}/links/", language, make_link)
    problems += check(page, "/assessments/new/", language, wrong_day)
    assert problems == []
    assert_console_is_empty(page)


def make_link(page) -> None:
    page.locator("#page-form .btn-primary").click()
    page.wait_for_selector("#new-link")


def wrong_day(page) -> None:
    page.locator("[name=assessed_on]").evaluate(
        "field => { field.type = 'text'; field.value = '2999-01-01' }"
    )
    send(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_compare_yet(content, open_page, language):
    owner = make_user()
    make_completed(content, account=make_account(owner))
    page = visit(open_page, owner)
    problems = check(page, "/assessments/compare/", language)
    page.emulate_media(media="print")
    assert problems + violations(page) == []
