"""Tests what a browser shows of a form after Back: what is stored, and what was typed and not sent."""

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Response
from tests.journeys.pages import assert_console_is_empty

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = "**/sections/process_operations/"
SECOND = "**/sections/technology_automation/"
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def begin(page: Page) -> None:
    page.goto("/en/")
    page.locator("main form button").click()
    page.wait_for_url(FIRST)


def choose(page: Page, value: int) -> None:
    page.locator(f"#documentation input[value='{value}']").check()


def write_note(page: Page, text: str) -> None:
    page.locator("#documentation details").evaluate("fold => fold.open = true")
    page.locator("#documentation__note").fill(text)


def press(page: Page, to: str) -> None:
    page.locator(f".action-bar button[value={to}]").click()


def change_the_first_section_later(page: Page) -> None:
    """Answers the first section, comes back by the page's Back, changes it, and goes on."""
    choose(page, 2)
    write_note(page, "older")
    press(page, "next")
    page.wait_for_url(SECOND)
    press(page, "back")
    page.wait_for_url(FIRST)
    choose(page, 5)
    write_note(page, "newer")
    press(page, "next")
    page.wait_for_url(SECOND)


def back_to_the_first_visit(page: Page) -> None:
    for address in (FIRST, SECOND, FIRST):
        page.go_back()
        page.wait_for_url(address)


@SCRIPT
def test_back_shows_what_is_stored_and_next_keeps_it(content, open_page, script):
    page = open_page(java_script_enabled=script)
    begin(page)
    change_the_first_section_later(page)
    back_to_the_first_visit(page)
    expect(page.locator("#documentation input[value='5']")).to_be_checked()
    expect(page.locator("#documentation__note")).to_have_value("newer")
    press(page, "next")
    page.wait_for_url(SECOND)
    stored = Response.objects.get()
    assert (stored.value, stored.note) == (5, "newer")
    assert_console_is_empty(page)


@SCRIPT
def test_back_brings_a_note_that_was_not_sent(content, open_page, script):
    page = open_page(java_script_enabled=script)
    begin(page)
    write_note(page, "typed and left")
    page.goto("/en/privacy/")
    page.go_back()
    page.wait_for_url(FIRST)
    expect(page.locator("#documentation__note")).to_have_value("typed and left")


def test_back_shows_what_another_tab_has_stored(content, open_page):
    page = open_page()
    begin(page)
    choose(page, 2)
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.goto("/en/privacy/")
    other = page.context.new_page()
    other.goto("/en/")
    other.goto(other.locator("main a.btn-primary").get_attribute("href"))
    choose(other, 5)
    expect(other.locator("#saved")).to_contain_text("Saved")
    page.go_back()
    page.wait_for_url(FIRST)
    expect(page.locator("#documentation input[value='5']")).to_be_checked()
    press(page, "next")
    page.wait_for_url(SECOND)
    assert Response.objects.get().value == 5
