"""Tests that a save which is never answered is said, and holds nobody for long."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from assessments.models import Response
from kpis.models import KpiDraft, KpiEntry
from tests.factories import client_of, make_account, make_user
from tests.journeys.pages import assert_console_is_empty, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = "**/sections/technology_automation/"
SAVED = re.compile(r"/kpis/[0-9a-f-]{36}/$")
LESS_THAN_A_SECOND, LONGER_THAN_A_HARMLESS_SAVE = 900, 4000  # in milliseconds


def stall_saves(page: Page) -> list[Route]:
    """Leaves each save in place without an answer; a button's own request is answered."""
    stalled: list[Route] = []

    def handle(route: Route) -> None:
        if "hx-request" in route.request.headers:
            stalled.append(route)
        else:
            route.continue_()

    page.route("**/*", handle)
    page.clock.install()
    return stalled


def wait_for_save(page: Page, stalled: list[Route]) -> None:
    for _ in range(100):
        if stalled:
            return
        page.wait_for_timeout(20)
    raise AssertionError("nothing is being saved")


def begin_section(page: Page) -> None:
    page.goto("/en/")
    page.locator("main form button").click()
    page.wait_for_url("**/sections/process_operations/")


def begin_figures(page: Page) -> None:
    owner = make_user()
    make_account(owner)
    sign_in(page.context, client_of(owner))
    page.goto("/en/kpis/new/")


def choose(page: Page, value: int) -> None:
    page.locator(f"#documentation input[value='{value}']").check()


def press_and_hear_of_it(page: Page) -> None:
    page.locator("#page-form .btn-primary").click()
    page.clock.fast_forward(LESS_THAN_A_SECOND)
    said = page.locator("#saved")
    expect(said).to_have_text("Saving…")
    expect(said).to_be_in_viewport()
    expect(said).to_have_attribute("aria-live", "polite")


def test_next_goes_on_past_a_save_that_stalls(content, open_page):
    page = open_page()
    stalled = stall_saves(page)
    begin_section(page)
    choose(page, 4)
    wait_for_save(page, stalled)
    page.locator("#bottlenecks input[value='2']").check()
    press_and_hear_of_it(page)
    page.clock.fast_forward(LONGER_THAN_A_HARMLESS_SAVE)
    page.wait_for_url(SECOND)
    assert sorted(Response.objects.values_list("value", flat=True)) == [2, 4]
    assert len(stalled) == 1
    assert_console_is_empty(page)


def test_next_waits_for_a_save_that_could_put_back_an_older_choice(content, open_page):
    page = open_page()
    stalled = stall_saves(page)
    begin_section(page)
    choose(page, 1)
    wait_for_save(page, stalled)
    choose(page, 5)
    press_and_hear_of_it(page)
    page.clock.fast_forward(LONGER_THAN_A_HARMLESS_SAVE)
    expect(page.locator("#saved")).to_have_text("Saving…")
    assert page.url.endswith("/sections/process_operations/")
    stalled[0].continue_()
    page.wait_for_url(SECOND)
    assert Response.objects.get().value == 5
    assert len(stalled) == 1
    assert_console_is_empty(page)


def test_a_note_saved_quietly_is_said_when_next_waits_for_it(content, open_page):
    page = open_page()
    stalled = stall_saves(page)
    begin_section(page)
    page.locator("#documentation details").evaluate("fold => fold.open = true")
    page.locator("[name=documentation__note]").press_sequentially("a note")
    page.clock.fast_forward(2000)  # the pause in typing after which it is saved
    wait_for_save(page, stalled)
    press_and_hear_of_it(page)
    page.clock.fast_forward(LONGER_THAN_A_HARMLESS_SAVE)
    page.wait_for_url(SECOND)
    assert Response.objects.get().note == "a note"


def test_figures_are_saved_past_a_draft_that_stalls(content, open_page):
    page = open_page()
    stalled = stall_saves(page)
    begin_figures(page)
    page.locator("[name=leads]").fill("7")
    page.clock.fast_forward(1000)
    wait_for_save(page, stalled)
    page.locator("[name=hires]").fill("2")
    press_and_hear_of_it(page)
    page.clock.fast_forward(LONGER_THAN_A_HARMLESS_SAVE)
    page.wait_for_url(SAVED)
    entry = KpiEntry.objects.get()
    assert (entry.leads, entry.hires) == (7, 2)
    assert not KpiDraft.objects.exists()
    assert_console_is_empty(page)
