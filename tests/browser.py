"""A real browser against a real server, over the test database."""

import os

import pytest

from devserver import browser as chromium

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's loop runs in this thread, Django's ORM too


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
    ]
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": arguments}
