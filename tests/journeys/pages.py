"""What journeys share: filling out, signing in, and what must hold on every page."""

import re
from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from localization.languages import CODES
from tests.factories import WORKED_EXAMPLE

AXE_OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
COLOUR_OPTIONS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
LAYOUT = """() => [document.documentElement.outerHTML, ...[...document.querySelectorAll("*")].map(element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return [
        box.x, box.y, box.width, box.height,
        style.display, style.visibility, style.opacity, style.position, style.textDecorationLine, style.fontSize,
        style.cursor, style.pointerEvents, style.clipPath, style.content,
    ].join("|");
})]"""
LANGUAGES = list(CODES)
WIDTHS = [320, 1280]
SCHEMES = ["light", "dark"]
LOOKED_AT_THROUGHOUT = {"en", "de"}
"""The source language, and the one of the longest words."""
# A navigation to an error page is reported by the browser itself; it is what the test asked for.
EXPECTED = re.compile(
    r"Failed to load resource: the server responded with a status of (404|403|422|409|503)"
)


def open_page(browser: Browser, live_server, width: int = 1280, **options) -> Page:
    """A new visitor, whose console is watched."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 800},
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.said = []
    page.hints = []  # what the browser remarks on, below a warning
    loud = ("error", "warning", "log", "assert", "trace")
    page.on("console", lambda m: (page.said if m.type in loud else page.hints).append(m.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    return page


def assert_quiet(page: Page, *, hints: bool = False) -> None:
    """The console is empty. Pages that are not ours (the admin) may have hints in it."""
    said = [text for text in page.said if not EXPECTED.search(text)] + ([] if hints else page.hints)
    assert said == []


def sign_in(context: BrowserContext, live_server, client) -> None:
    """The browser takes over the session of a test client."""
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies(
        [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
    )


def answer_section(page: Page, values: list[int]) -> None:
    for row, value in zip(page.locator("fieldset.likert").all(), values, strict=True):
        row.locator(f"input[value='{value}']").check()


def go_on(page: Page) -> None:
    """Sends the section; that waits for a save which is under way."""
    with page.expect_navigation():
        page.locator(".action-bar .btn-primary").click()


def fill_out(page: Page, language: str) -> None:
    """From the start page to the result, with the worked example."""
    page.goto(f"/{language}/")
    page.locator("main form button").click()
    for start in range(0, 20, 5):
        answer_section(page, WORKED_EXAMPLE[start : start + 5])
        go_on(page)
    page.wait_for_url("**/review/")
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/result/")


def violations(page: Page, options: dict = AXE_OPTIONS) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):  # half a megabyte: once a page is enough
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{page.url}: {item['id']}: {node['html'][:160]}: {node['failureSummary'][:200]}"
        for item in found
        for node in item["nodes"]
    ]


def problems_of(page: Page) -> list[str]:
    """What axe finds, and what scrolls sideways, at both widths and in both schemes.

    The source language and the one of the longest words are looked at in every pair of width and scheme; there the dark
    scheme is asked about colours alone where nothing but colours differs from the light one, since every other rule
    would find what it found. Each of the other languages is looked at in two pairs that hold both widths and both
    schemes, and all four pairs come up among them. See docs/decisions/0306-what-axe-is-asked.md.
    """
    page.evaluate("document.querySelectorAll('details.fold').forEach(fold => fold.open = true)")
    language = page.locator("html").get_attribute("lang")
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, options in looks(page, language, width):
            problems = violations(page, options) + sideways(page)
            found += [f"{width} {scheme} {problem}" for problem in problems]
    return found


def looks(page: Page, language: str, width: int) -> Iterator[tuple[str, dict]]:
    """Each scheme that a page is looked at in, once it is on the screen, and what axe is asked there."""
    if language in LANGUAGES and language not in LOOKED_AT_THROUGHOUT:
        turn = LANGUAGES.index(language) + WIDTHS.index(width)
        scheme = SCHEMES[turn % 2]
        change_scheme(page, scheme)
        yield scheme, AXE_OPTIONS
        return
    change_scheme(page, "light")
    light = page.evaluate(LAYOUT)
    yield "light", AXE_OPTIONS
    change_scheme(page, "dark")
    yield "dark", COLOUR_OPTIONS if page.evaluate(LAYOUT) == light else AXE_OPTIONS


def change_scheme(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # The admin's links change their colour over a while.
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")


def sideways(page: Page) -> list[str]:
    """Where the page is wider than the window."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{page.url} is {wide}px too wide"] if wide > 0 else []
