"""Configures the browser that tests use against a real server on the test database."""

import os

import pytest

from devserver import browser as chromium

# Playwright's event loop and Django's ORM run in the same thread here.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        # Each page has scripts that run once or twice. To optimise them takes longer than to run
        # them as they are, and so does collecting garbage often.
        "--js-flags=--no-opt --no-maglev --min-semi-space-size=32 --max-semi-space-size=64",
    ]
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": arguments}
