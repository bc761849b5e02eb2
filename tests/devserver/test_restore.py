"""Tests README's steps to back up and restore, as they stand there, on PostgreSQL's own programs."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from devserver.postgres import get_programs_folder
from tests.databases import database_address
from tests.factories import PASSWORD, make_account, make_completed, make_user

ROOT = Path(__file__).resolve().parents[2]
NAME = f"restored{os.getpid()}"
SIGN_IN = f"""
from django.test import Client
browser = Client(HTTP_HOST="localhost")
browser.post("/en/accounts/login/", {{"login": "anna@example.com", "password": {PASSWORD!r}}})
print(browser.get("/en/assessments/%s/result/").content.decode())
"""


def steps() -> list[str]:
    """Returns the lines of README's section that call a program of PostgreSQL."""
    readme = (ROOT / "README.md").read_text()
    section = readme.partition("### Update, back up, restore")[2].partition("\n## ")[0]
    lines = [line.strip() for line in section.splitlines() if line.startswith("    ")]
    return [line for line in lines if "exec -T database" in line]


def run(step: str, folder: Path, database: str = NAME) -> None:
    """Runs a step of README on a database of the tests instead of the one in the container."""
    line = step.partition("#")[0].partition("exec -T database ")[2]
    for sign in "<>":
        line = line.replace(f" {sign} ", f" '{sign}' ")
    words = shlex.split(line)
    files = {sign: words[words.index(sign) + 1] if sign in words else os.devnull for sign in "<>"}
    program, *arguments = words[: next((words.index(s) for s in "<>" if s in words), None)]
    server = connection.settings_dict
    arguments[arguments.index("-U") + 1] = server["USER"]
    arguments = [re.sub(r"\bmsp(?=\b|_before)", database, word) for word in arguments]
    host = server["OPTIONS"].get("host") or server["HOST"]
    with open(folder / files["<"], "rb") as source, open(folder / files[">"], "wb") as target:
        subprocess.run(
            [get_programs_folder() / program, *arguments],
            env={**os.environ, "PGHOST": host, "PGPASSWORD": server["PASSWORD"] or ""},
            stdin=source,
            stdout=target,
            check=True,
        )


def manage(*arguments: str) -> str:
    ours = {
        "DATABASE_URL": database_address(NAME),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **ours}, capture_output=True, text=True, check=True
    ).stdout


def server_runs(statement: str, **names: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        identifiers = {name: sql.Identifier(value) for name, value in names.items()}
        server.execute(sql.SQL(statement).format(**identifiers))


def end_sessions(database: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
            [database],
        )


@pytest.fixture
def newer_database(transactional_db) -> Iterator[None]:
    """Makes a copy of the tests' database with a table that an older release does not know."""
    source = connection.settings_dict["NAME"]
    connection.close()
    # The live server of other tests may still hold connections; it opens new ones by itself.
    end_sessions(source)
    server_runs("CREATE DATABASE {name} TEMPLATE {source}", name=NAME, source=source)
    with psycopg.connect(database_address(NAME), autocommit=True) as copy:
        copy.execute("CREATE TABLE newer (author bigint REFERENCES accounts_user)")
    yield
    for name in (NAME, f"{NAME}_before"):
        server_runs("DROP DATABASE IF EXISTS {name} WITH (FORCE)", name=name)


@pytest.mark.django_db(transaction=True)
def test_a_dump_is_restored_over_the_database_of_a_newer_release(content, newer_database, tmp_path):
    anna = make_user("anna@example.com")
    done = make_completed(content, account=make_account(anna))
    dump, *restore = steps()
    connection.close()
    run(dump, tmp_path, connection.settings_dict["NAME"])
    for step in restore:
        run(step, tmp_path)
    manage("release", "--verbosity", "0")
    page = manage("shell", "--verbosity", "0", "--command", SIGN_IN % done.pk)
    assert "Your result: " in page
