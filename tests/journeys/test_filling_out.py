"""Tests a whole assessment in each language, with and without JavaScript, on phone and desktop."""

import re
import threading
import time

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from assessments.models import Assessment, Response
from assessments.services.assessment import assessment_save
from tests.factories import (
    PASSWORD,
    WORKED_EXAMPLE,
    add_member,
    client_of,
    make_account,
    make_assessment,
    make_user,
)
from tests.journeys.pages import (
    LANGUAGES,
    WIDTHS,
    answer_section,
    assert_console_is_empty,
    fill_out,
    list_overflows,
    sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)

FIGURES = {"en": ("3.55", ["4.6", "3.2", "3.8", "2.6"])} | {
    language: ("3,55", ["4,6", "3,2", "3,8", "2,6"])
    for language in ("it", "fr", "es", "de", "pt-br")
}
STAGE = {
    "en": "Proactive",
    "it": "Proattivo",
    "fr": "Proactivité",
    "es": "Proactivo",
    "de": "Proaktiv",
    "pt-br": "Proativo",
}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_assessment(content, open_page, language, script):
    """Takes another width with script than without, the other way round in the next language."""
    width = WIDTHS[(LANGUAGES.index(language) + script) % 2]
    page = open_page(width, java_script_enabled=script)
    fill_out(page, language)
    overall, averages = FIGURES[language]
    assert re.search(rf"{overall}.*{STAGE[language]}", page.title())
    assert re.search(rf"{overall}.*{STAGE[language]}", page.locator("h1").inner_text())
    assert page.locator(".todo__figure").all_inner_texts() == sorted(averages)
    assert Assessment.objects.get().result.points == sum(WORKED_EXAMPLE)
    if script:
        assert list_overflows(page) == []
    assert_console_is_empty(page)


def test_every_choice_is_saved_when_made_and_said(content, open_page):
    page = open_page()
    page.goto("/en/")
    page.locator("main form button").click()
    page.locator("#documentation input[value='4']").check()
    expect(page.locator("#saved")).to_contain_text("Saved: statement 3")
    expect(page.locator("#answered")).to_have_text("1 of 20 answered")
    assert Response.objects.get().value == 4
    page.locator("#documentation input[value='2']").check()
    expect(page.locator("input[name=documentation__shown]")).to_have_value("2")
    assert Response.objects.get().value == 2


def test_failure_is_visible_and_tried_again(content, open_page):
    page = open_page()
    page.goto("/en/")
    page.locator("main form button").click()
    # Waits for the scripts too: they cannot be loaded while offline.
    page.wait_for_url("**/sections/process_operations/")
    page.context.set_offline(True)
    page.locator("#documentation input[value='4']").check()
    expect(page.locator("#saved")).to_contain_text("Not saved")
    page.locator("#bottlenecks input[value='1']").check()
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("Saved", timeout=15_000)
    expect(page.locator("#answered")).to_have_text("2 of 20 answered")
    assert sorted(Response.objects.values_list("value", flat=True)) == [1, 4]


def test_an_ended_session_is_reported_on_the_same_page(content, open_page):
    page = open_page()
    page.goto("/en/")
    page.locator("main form button").click()
    page.wait_for_selector("fieldset.likert")
    cookies = [cookie for cookie in page.context.cookies() if cookie["name"] == "csrftoken"]
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.locator("#documentation input[value='4']").check()
    expect(page.locator("#saved")).to_contain_text("signed out")
    expect(page.locator("#documentation input[value='4']")).to_be_checked()
    assert not Response.objects.exists()


def test_closing_the_browser_loses_nothing(content, open_page):
    page = open_page()
    page.goto("/it/")
    page.locator("main form button").click()
    answer_section(page, [3, 3, 3, 3, 3])
    expect(page.locator("#answered")).to_contain_text("5")
    expect(page.locator("input[name=bottlenecks__shown]")).to_have_value("3")
    state = page.context.storage_state()
    page.close()
    page = open_page(storage_state=state)
    page.goto("/it/")
    page.locator("main a.btn-primary").click()
    page.wait_for_url("**/sections/technology_automation/**")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_switching_language_keeps_what_is_typed(content, open_page, script):
    page = open_page(java_script_enabled=script)
    page.goto("/en/")
    page.locator("main form button").click()
    page.locator("#documentation input[value='4']").check()
    for language in LANGUAGES[1:]:
        page.locator(".site-tools .menu summary").click()
        page.locator(f".menu button[value={language}]").click()
        page.wait_for_url(f"**/{language}/assessments/**")
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator("#documentation input[value='4']")).to_be_checked()


def test_sign_up_keeps_the_result(content, open_page, mailoutbox):
    page = open_page(320)
    fill_out(page, "fr")
    page.locator(".notice .btn-primary").click()
    page.locator("[name=email]").fill("anne@example.com")
    page.locator("[name=password1]").fill("motdepasse très long")
    page.locator("[name=company]").fill("Services Dupont")
    page.locator("#page-form .fold summary").click()
    page.locator("[name=country]").select_option("FR")
    page.locator("[name=currency]").select_option("EUR")
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url("**/confirm-email/")
    link = re.search(r"https?://\S+/confirm-email/\S+/", mailoutbox[0].body)[0]
    page.goto(link)
    page.locator("#page-form button").click()
    page.wait_for_url("**/result/")  # where they were
    page.locator(".site-nav a").first.click()
    page.wait_for_url("**/fr/assessments/")
    assert "3,55" in page.locator("main").inner_text()
    assert Assessment.objects.get().account.name == "Services Dupont"
    assert_console_is_empty(page)


def test_errors_take_the_focus_and_link_to_their_field(content, open_page):
    page = open_page()
    page.goto("/es/accounts/signup/")
    page.locator("[name=email]").fill("nadie")
    page.locator("#page-form").evaluate("form => form.noValidate = true")
    page.locator("#page-form .btn-primary").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    expect(page.locator("[name=email]")).to_be_focused()
    expect(page.locator("[name=email]")).to_have_value("nadie")


def test_a_whole_assessment_by_keyboard_alone(content, open_page):
    """Uses Tab to reach each statement, the arrow keys to choose, and Enter to submit."""
    page = open_page()
    page.goto("/en/")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.wait_for_selector("fieldset.likert")
        for row in range(5):
            name = page.locator("fieldset.likert").nth(row).get_attribute("id")
            tab_to(page, f"#{name} input[type=radio]")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, before=before: url != before)
    page.wait_for_url("**/review/")
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/result/")
    assert "2.00" in page.title()  # the second choice everywhere


def test_enter_signs_in(content, open_page):
    """Presses what says “Sign in”, and no button for a language, which comes before it."""
    make_account(make_user("anna@example.com"))
    page = open_page(java_script_enabled=False)
    page.goto("/de/accounts/login/")
    page.locator("[name=login]").fill("anna@example.com")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/de/assessments/")


def test_a_save_under_way_does_not_undo_the_choice_that_next_sends(content, open_page, monkeypatch):
    """Changes a choice and submits it while the first save is still running and ends last."""
    begun, ended = [], []
    overtaken = threading.Event()

    def slow_at_first(**changes):
        begun.append(changes)
        if len(begun) == 1:
            overtaken.wait(1)
        assessment_save(**changes)
        ended.append(changes)
        if len(begun) > 1:
            overtaken.set()

    monkeypatch.setattr("assessments.views.questionnaire.assessment_save", slow_at_first)
    page = open_page()
    page.goto("/en/")
    page.locator("main form button").click()
    page.wait_for_url("**/sections/process_operations/")
    page.locator("#documentation input[value='1']").check()
    page.locator("#documentation input[value='2']").check()
    page.locator(".action-bar .btn-primary").click()
    page.wait_for_url("**/sections/technology_automation/")
    end = time.monotonic() + 10
    while len(ended) < len(begun):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert Response.objects.get().value == 2
    assert_console_is_empty(page)


def tab_to(page, selector: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_term_opens_by_keyboard_and_closes_by_escape(content, open_page):
    page = open_page(320)
    owner = make_user()
    assessment = make_assessment(content, account=make_account(owner))
    sign_in(page.context, client_of(owner))
    page.goto(f"/it/assessments/{assessment.pk}/sections/technology_automation/")
    card = page.locator("#term-psa")
    expect(card).to_be_hidden()
    page.locator("button.term").first.focus()
    page.keyboard.press("Enter")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_viewer_sees_whom_to_ask(content, open_page):
    owner = make_user("owner@example.com")
    account = make_account(owner)
    page = open_page()
    sign_in(page.context, client_of(add_member(account, Role.VIEWER)))
    page.goto(f"/en/assessments/{make_assessment(content, account=account).pk}/review/")
    expect(page.locator("main")).to_contain_text("owner@example.com")


@pytest.mark.parametrize("width", WIDTHS)
def test_choices_are_large_enough_to_hit(content, open_page, width):
    page = open_page(width)
    page.goto("/fr/")
    page.locator("main form button").click()
    for choice in page.locator(".likert__choice").all():
        box = choice.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44
