"""Provides steps that journeys share, and checks that hold on every page."""

import re
from urllib.parse import urlsplit
from zlib import crc32

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from localization.languages import CODES
from tests.factories import WORKED_EXAMPLE

AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
LANGUAGES = list(CODES)
WIDTHS = [320, 1280]
SCHEMES = ["light", "dark"]
# The part of an address that differs in every run: the key of a row, the token of a link.
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{43,}|\b\d+\b")
WARNINGS = ("error", "warning", "log", "assert", "trace")
MOST_MESSAGES = 200  # that the browser's driver stores of a page
# The browser itself reports a navigation to an error page, which the test did on purpose.
EXPECTED = re.compile(
    r"Failed to load resource: the server responded with a status of (404|403|422|409|503)"
)


def assert_console_is_empty(page: Page, *, hints: bool = False) -> None:
    """Asserts that the console is empty; pages of the admin may have messages below a warning."""
    messages, errors = page.console_messages(filter="all"), page.page_errors(filter="all")
    assert len(messages) < MOST_MESSAGES, "the first ones may be lost"
    texts = [message.text for message in messages if not hints or message.type in WARNINGS]
    unexpected = [text for text in texts if not EXPECTED.search(text)]
    assert unexpected + [str(error) for error in errors] == []


def sign_in(context: BrowserContext, client: Client) -> None:
    """Signs the browser in with the session of a test client."""
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value}
    context.add_cookies([cookie | {"domain": "localhost", "path": "/"}])


def answer_section(page: Page, values: list[int]) -> None:
    for row, value in zip(page.locator("fieldset.likert").all(), values, strict=True):
        row.locator(f"input[value='{value}']").check()


def submit_section(page: Page) -> None:
    """Submits the section and waits for a save that is still running."""
    with page.expect_navigation():
        page.locator(".action-bar .btn-primary").click()


def fill_out(page: Page, language: str) -> None:
    """Fills out the assessment from the start page to the result, with the worked example."""
    page.goto(f"/{language}/")
    page.locator("main form button").click()
    for start in range(0, 20, 5):
        answer_section(page, WORKED_EXAMPLE[start : start + 5])
        submit_section(page)
    page.wait_for_url("**/review/")
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/result/")


def violations(page: Page) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):  # half a megabyte: once a page is enough
        page.evaluate(AXE_SCRIPT)
    # The violations alone leave the page: the report of all that passed is long.
    found = page.evaluate(
        "async options => (await axe.run(document, options)).violations", AXE_OPTIONS
    )
    return [
        f"{page.url}: {item['id']}: {node['html'][:160]}: {node['failureSummary'][:200]}"
        for item in found
        for node in item["nodes"]
    ]


def list_problems(page: Page) -> list[str]:
    """Lists what axe reports and what scrolls sideways, in each checked size of the page.

    Together the languages cover both widths and both colour schemes of every page: a page of the
    site is checked in two of the four pairs, which differ by page and language; a page for staff
    in all four. See docs/decisions/0306-what-axe-is-asked.md.
    """
    page.evaluate("document.querySelectorAll('details.fold').forEach(fold => fold.open = true)")
    problems = []
    for width, scheme in sizes_to_check(urlsplit(page.url).path):
        page.set_viewport_size({"width": width, "height": 800})
        change_scheme(page, scheme)
        problems += [
            f"{width} {scheme} {problem}" for problem in violations(page) + list_overflows(page)
        ]
    return problems


def sizes_to_check(path: str) -> list[tuple[int, str]]:
    """Returns the pairs (width, scheme) to check the page at `path` in, the same in every run."""
    language, _, rest = path.lstrip("/").partition("/")
    if language not in LANGUAGES:
        return [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
    turn = LANGUAGES.index(language) + crc32(KEY.sub("", rest).encode())
    schemes = SCHEMES if turn % 2 else SCHEMES[::-1]
    return list(zip(WIDTHS, schemes, strict=True))


def change_scheme(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # The admin's links change their colour in an animation.
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")


def list_overflows(page: Page) -> list[str]:
    """Lists the elements that are wider than the window."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{page.url} is {wide}px too wide"] if wide > 0 else []
