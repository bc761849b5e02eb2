"""Tests what a start does to its database, alone and while another start runs."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty_database() -> str:
    """Returns the address of a new empty database of the test server."""
    name = f"msp_release_{os.getpid()}"
    url = os.environ["DATABASE_URL"]
    address, _, query = url.partition("?")
    server = address.rpartition("/")[0]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )
        yield f"{server}/{name}?{query}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def release(url: str) -> subprocess.Popen:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "SECRET_KEY": "tests",
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "release", "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_starts_at_once_prepare_the_database_one_after_the_other(empty_database):
    started = [release(empty_database) for _ in range(2)]
    errors = [process.communicate(timeout=120)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0], errors
    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT count(*) FROM assessments_questionnaire").fetchone() == (
            1,
        )


def test_a_database_that_does_not_answer_is_reported_in_one_sentence():
    process = release("postgres://msp:hidden@127.0.0.1:1/msp")
    errors = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "The database does not answer. Check DATABASE_URL" in errors
    assert "Traceback" not in errors
    assert "hidden" not in errors
