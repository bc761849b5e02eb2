"""Tests what Firefox restores of a form: by Back, and in a tab that was closed and opened again."""

import pytest

from assessments.models import Response
from kpis.models import KpiDraft
from tests.factories import client_of, make_account, make_user
from tests.journeys.marionette import Firefox, find

pytestmark = [pytest.mark.firefox, pytest.mark.django_db(transaction=True)]

FIRST, SECOND = "/sections/process_operations/", "/sections/technology_automation/"
CHOICE, NOTE = "#documentation input[value='{}']", "[name=documentation__note]"

# Without script Back brings nothing: Firefox keeps nothing of a page that no cache may store.
WAYS = pytest.mark.parametrize(
    ("firefox", "way"),
    [(True, "back"), (True, "restored tab"), (False, "restored tab")],
    ids=["script, back", "script, restored tab", "no script, restored tab"],
    indirect=["firefox"],
)


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def firefox(request, tmp_path, live_server, content):
    if find() is None:
        pytest.fail("Install a Firefox: apt-get install firefox-esr")
    browser = Firefox(tmp_path, **{"javascript.enabled": request.param})
    browser.script, browser.address = request.param, live_server.url
    yield browser
    browser.quit()


def begin(browser) -> None:
    browser.open(browser.address + "/en/")
    browser.click("main form button")
    arrive(browser, FIRST)


def arrive(browser, path: str) -> None:
    browser.wait(lambda: path in browser.url, f"waiting for {path}")
    is_there = (
        "return document.readyState === 'complete' && document.querySelector('main') !== null"
    )
    browser.wait(lambda: browser.run(is_there), "loading")


def write(browser, text: str) -> None:
    if not browser.run("return document.querySelector('#documentation details').open"):
        browser.click("#documentation summary")
    browser.clear(NOTE)
    browser.type(NOTE, text)


def press(browser, to: str, path: str) -> None:
    browser.click(f".action-bar button[value={to}]")
    arrive(browser, path)


def is_saved(browser) -> None:
    if browser.script:
        browser.wait(
            lambda: "Saved" in browser.run("return document.getElementById('saved').textContent"),
            "waiting for the save",
        )


def change_the_first_section_later(browser) -> None:
    browser.click(CHOICE.format(2))
    write(browser, "older")
    press(browser, "next", SECOND)
    press(browser, "back", FIRST)
    browser.click(CHOICE.format(5))
    write(browser, "newer")
    press(browser, "next", SECOND)


def test_back_shows_what_is_stored(firefox):
    begin(firefox)
    change_the_first_section_later(firefox)
    for path in (FIRST, SECOND, FIRST):
        firefox.back()
        arrive(firefox, path)
    assert firefox.property(CHOICE.format(5), "checked")
    assert firefox.property(NOTE, "value") == "newer"
    press(firefox, "next", SECOND)
    stored = Response.objects.get()
    assert (stored.value, stored.note) == (5, "newer")


@WAYS
def test_a_note_that_was_not_sent_comes_back(firefox, way):
    begin(firefox)
    write(firefox, "typed and left")
    if firefox.script:
        firefox.wait(Response.objects.filter(note="typed and left").exists, "saving after a pause")
    if way == "back":
        firefox.open(firefox.address + "/en/privacy/")
        firefox.back()
    else:
        firefox.close_and_restore_tab()
    arrive(firefox, FIRST)
    firefox.wait(lambda: firefox.property(NOTE, "value") == "typed and left", "restoring")


def test_a_restored_tab_shows_what_was_stored_since(firefox):
    begin(firefox)
    firefox.click(CHOICE.format(2))
    is_saved(firefox)
    write(firefox, "older")
    if firefox.script:
        firefox.wait(Response.objects.filter(note="older").exists, "saving after a pause")
    else:
        press(firefox, "next", SECOND)
        firefox.back()
        arrive(firefox, FIRST)
    Response.objects.update(value=5, note="newer")
    firefox.close_and_restore_tab()
    arrive(firefox, FIRST)
    assert firefox.property(CHOICE.format(5), "checked")
    assert firefox.property(NOTE, "value") == "newer"
    press(firefox, "next", SECOND)
    stored = Response.objects.get()
    assert (stored.value, stored.note) == (5, "newer")


@WAYS
def test_figures_come_back(firefox, way):
    owner = make_user()
    make_account(owner)
    firefox.open(firefox.address + "/en/privacy/")
    session = client_of(owner).cookies["sessionid"].value
    firefox.send("WebDriver:AddCookie", cookie={"name": "sessionid", "value": session})
    firefox.open(firefox.address + "/en/kpis/new/")
    firefox.type("#leads", "600")
    firefox.type("#hires", "3")
    if firefox.script:
        firefox.wait(
            lambda: KpiDraft.objects.filter(figures__hires__0="3").exists(), "keeping the draft"
        )
    if way == "back":
        firefox.open(firefox.address + "/en/kpis/")
        firefox.back()
    else:
        firefox.close_and_restore_tab()
    arrive(firefox, "/kpis/new/")
    firefox.wait(lambda: firefox.property("#hires", "value") == "3", "restoring")
    assert firefox.property("#leads", "value") == "600"
