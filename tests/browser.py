"""A real browser against a real server, over the test database."""

import os

import pytest

from launcher import browser as chromium

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in this thread, Django's ORM too


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": arguments}


@pytest.fixture(autouse=True)
def _content_again(request):
    """A test with a live server ends by emptying every table: load the content again for the next."""
    yield
    marker = request.node.get_closest_marker("django_db")
    emptied = {"live_server", "transactional_db"} & set(request.fixturenames)
    if emptied or (marker and marker.kwargs.get("transaction")):
        blocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock():
            from tests.conftest import load_content

            load_content()
