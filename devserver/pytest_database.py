"""A pytest plugin: gives the test session a PostgreSQL of its own, unless DATABASE_URL names one."""

import os
import shutil
import tempfile
from pathlib import Path

# Imported here, before the plugins of packages: pytest-randomly tries to import model-bakery, which
# (1.24) imports the database backends first. That is a circular import and fails; pytest-randomly
# ignores the error, and `django.db.models` would stay without its attribute `fields`.
import django.db.models  # noqa: F401
import pytest

from devserver import catalogues
from devserver.postgres import EmbeddedPostgres

_started: list[tuple[EmbeddedPostgres, str]] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    """Before pytest-django reads the settings. Workers of xdist inherit the address from their controller."""
    if os.environ.get("PYTEST_XDIST_WORKER"):
        return
    catalogues.compile_all(Path(__file__).resolve().parent.parent / "locale")
    if os.environ.get("DATABASE_URL"):
        return
    folder = tempfile.mkdtemp(prefix="msp-test-")
    os.chmod(folder, 0o711)  # noqa: S103 - the server's own user passes through
    server = EmbeddedPostgres(Path(folder) / "postgres", durable=False)
    server.__enter__()
    _started.append((server, folder))
    os.environ["DATABASE_URL"] = server.url


def pytest_unconfigure(config):
    while _started:
        server, folder = _started.pop()
        server.__exit__(None, None, None)
        shutil.rmtree(folder, ignore_errors=True)
