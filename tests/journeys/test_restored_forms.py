"""Tests that nothing typed is lost, and that a browser's memory of a form never covers what is stored."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Response
from kpis.models import KpiDraft, KpiEntry
from tests.factories import client_of, make_account, make_user
from tests.journeys.pages import assert_console_is_empty, list_problems, sign_in

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
    page.locator("[name=documentation__note]").fill(text)


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
    expect(page.locator("[name=documentation__note]")).to_have_value("newer")
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
    expect(page.locator("[name=documentation__note]")).to_have_value("typed and left")


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


def test_a_note_is_saved_after_a_pause_in_typing(content, open_page):
    page = open_page()
    begin(page)
    page.locator("#documentation summary").click()
    page.locator("[name=documentation__note]").press_sequentially("why")
    expect(page.locator("#saved")).to_contain_text("Saved: statement 3")
    expect(page.locator("#saved")).to_have_attribute("aria-live", "off")
    assert Response.objects.get().note == "why"
    page.locator("[name=documentation__note]").blur()
    expect(page.locator("#saved")).to_have_attribute("aria-live", "polite")


def ask_on_closing(page: Page) -> None:
    """Closes the page as its reader does, who is asked and stays."""
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()


def close_unasked(page: Page) -> None:
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_leaving_asks_while_a_note_is_not_stored(content, open_page):
    page = open_page()
    begin(page)
    page.locator("#documentation summary").click()
    page.context.set_offline(True)
    page.locator("[name=documentation__note]").press_sequentially("why")
    ask_on_closing(page)
    expect(page.locator("#saved")).to_contain_text("Not saved")
    ask_on_closing(page)
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text("Saved", timeout=15_000)
    assert Response.objects.get().note == "why"
    close_unasked(page)


def test_leaving_asks_for_what_a_form_has_not_sent(content, open_page):
    page = open_page()
    page.goto("/en/accounts/signup/")
    page.locator("[name=company]").click()
    page.locator("[name=company]").press_sequentially("Rossi IT")
    ask_on_closing(page)
    page.locator("[name=company]").fill("")
    close_unasked(page)


FIGURES = {"leads": "1,200", "hires": "3", "visitors": "x", "clients_lost": "2", "endpoints": "40"}


@SCRIPT
def test_figures_come_back_after_a_link(content, open_page, script):
    page = open_page(java_script_enabled=script)
    owner = make_user()
    make_account(owner)
    sign_in(page.context, client_of(owner))
    page.goto("/en/kpis/new/")
    for name, text in FIGURES.items():
        page.locator(f"[name={name}]").fill(text)
    if script:
        expect(page.locator("#saved")).to_contain_text("Draft saved")
        expect(page.locator("#shown input[name=shown]")).to_have_value(
            re.compile('"endpoints": "40"')
        )
    page.locator(".site-nav a").first.click()
    page.wait_for_url("**/assessments/**")
    page.go_back()
    for name, text in FIGURES.items():
        expect(page.locator(f"[name={name}]")).to_have_value(text)


def test_a_closed_tab_leaves_a_draft_that_is_gone_on_with(content, open_page):
    page = open_page()
    owner = make_user(name="Anna Rossi")
    make_account(owner)
    sign_in(page.context, client_of(owner))
    page.goto("/en/kpis/new/")
    page.locator("[name=leads]").click()
    page.locator("[name=leads]").press_sequentially("1,200")
    expect(page.locator("#saved")).to_contain_text("Draft saved")
    close_unasked(page)
    page = open_page(320)  # another device
    sign_in(page.context, client_of(owner))
    page.goto("/en/kpis/")
    page.locator("[aria-labelledby=drafts] a").click()
    expect(page.locator("[name=leads]")).to_have_value("1,200")
    expect(page.locator("main")).to_contain_text("Last changed by Anna Rossi")
    assert list_problems(page) == []
    page.locator("[name=hires]").fill("3")
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url(re.compile(r"/kpis/[0-9a-f-]{36}/$"))
    entry = KpiEntry.objects.get()
    assert (entry.leads, entry.hires) == (1200, 3)
    assert not KpiDraft.objects.exists()
    assert_console_is_empty(page)


def test_back_shows_a_draft_that_another_editor_has_changed(content, open_page):
    page = open_page()
    owner = make_user()
    make_account(owner)
    sign_in(page.context, client_of(owner))
    page.goto("/en/kpis/new/")
    page.locator("[name=leads]").fill("5")
    expect(page.locator("#saved")).to_contain_text("Draft saved")
    page.goto("/en/kpis/")
    KpiDraft.objects.update(figures={"leads": ["7", "en"]}, version=2)
    page.go_back()
    expect(page.locator("[name=leads]")).to_have_value("7")


def test_back_shows_the_company_as_it_is_stored(content, open_page):
    page = open_page(java_script_enabled=False)
    owner = make_user()
    account = make_account(owner)
    sign_in(page.context, client_of(owner))
    page.goto("/en/account/")
    page.locator("[name=name]").fill("Older")
    page.goto("/en/privacy/")
    account.name = "Newer"
    account.save()
    page.go_back()
    expect(page.locator("[name=name]")).to_have_value("Newer")
