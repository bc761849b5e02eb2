"""Starts a PostgreSQL for each test session, as a pytest plugin, unless DATABASE_URL is set."""

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

# Before the plugins of packages: one that imports a part of it first would leave it half made.
import django.db.models  # noqa: F401
import pytest

from devserver import catalogues
from devserver.postgres import EmbeddedPostgres

_session = ExitStack()
"""Holds the server and the folder of its data until the session ends."""


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Starts the server before pytest-django reads the settings.

    Workers of pytest-xdist inherit DATABASE_URL from the process that starts them.
    """
    if os.environ.get("PYTEST_XDIST_WORKER"):
        return
    catalogues.compile_all(Path(__file__).resolve().parent.parent / "locale")
    if os.environ.get("DATABASE_URL"):
        return
    folder = _session.enter_context(
        tempfile.TemporaryDirectory(prefix="msp-test-", ignore_cleanup_errors=True)
    )
    os.chmod(folder, 0o711)  # noqa: S103 - the user of the server has to pass through
    server = _session.enter_context(EmbeddedPostgres(Path(folder) / "postgres", durable=False))
    os.environ["DATABASE_URL"] = server.url


def pytest_unconfigure() -> None:
    """Stops the server and deletes its data."""
    _session.close()
