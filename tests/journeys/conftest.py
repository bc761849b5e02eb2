"""Provides visitors of the site in a real browser; tests of a process share the contexts."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, BrowserContext, Page

TIMEOUT_MILLISECONDS = 15_000
HEIGHT = 800


class Contexts:
    """Holds browser contexts by their options; a returned context has no cookies and no page."""

    def __init__(self, browser: Browser, address: str):
        self.browser = browser
        self.address = address
        self.free: dict[tuple, list[BrowserContext]] = defaultdict(list)

    def take(self, **options) -> BrowserContext:
        if free := self.free[_key(options)]:
            return free.pop()
        context = self.browser.new_context(
            base_url=self.address, reduced_motion="reduce", **options
        )
        context.set_default_timeout(TIMEOUT_MILLISECONDS)
        return context

    def release(self, context: BrowserContext, **options) -> None:
        if not context.pages:  # without a page, stored data cannot be cleared
            context.close()
            return
        for page in context.pages:
            self._clear_stored_data(page)
            page.close()
        context.set_offline(False)
        context.clear_cookies()
        self.free[_key(options)].append(context)

    def _clear_stored_data(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        kinds = "local_storage,indexeddb,service_workers,cache_storage"
        session.send("Storage.clearDataForOrigin", {"origin": self.address, "storageTypes": kinds})


def _key(options: dict) -> tuple:
    return tuple(sorted((name, repr(value)) for name, value in options.items()))


@pytest.fixture(scope="session")
def contexts(browser: Browser, live_server) -> Contexts:
    return Contexts(browser, live_server.url)


@pytest.fixture
def open_page(transactional_db, contexts: Contexts) -> Iterator[Callable[..., Page]]:
    """Opens a page as a new visitor; the page is closed before the database is restored."""
    taken = []

    def open_one(width: int = 1280, **options) -> Page:
        options["viewport"] = {"width": width, "height": HEIGHT}
        context = contexts.take(**options)
        taken.append((context, options))
        return context.new_page()

    yield open_one
    for context, options in taken:
        contexts.release(context, **options)


@pytest.fixture
def screen(browser):
    """Opens a browser of a phone's size that renders responses of the test client."""
    context = browser.new_context(viewport={"width": 320, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.rendered = b""

    def answer(route):
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            return route.fulfill(path=finders.find(path.removeprefix("/static/")))
        return route.fulfill(body=page.rendered, content_type="text/html; charset=utf-8")

    page.route("**/*", answer)
    yield page
    context.close()
