"""The embedded PostgreSQL: any folder name, several users at once, recovery after a hard kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from launcher.postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path):
    for parent in (tmp_path, *tmp_path.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o711)
    return tmp_path / "a folder, ünïcode & 'quotes'" / "postgres"


def ask(server: EmbeddedPostgres, sql: str) -> str:
    with psycopg.connect(server.url.replace("postgres://", "postgresql://")) as connection:
        return connection.execute(sql).fetchone()[0]


def postmaster(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def test_data_is_kept_and_the_last_user_stops_the_server(folder):
    with EmbeddedPostgres(folder, durable=False) as first:
        with psycopg.connect(
            first.url.replace("postgres://", "postgresql://"), autocommit=True
        ) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
        with EmbeddedPostgres(folder, durable=False) as second:
            assert ask(second, "SELECT n FROM kept") == 7
        assert first._is_running()
    assert not first._is_running()
    with EmbeddedPostgres(folder, durable=False) as again:
        assert ask(again, "SELECT n FROM kept") == 7


def test_recovers_when_the_server_was_killed_hard(folder):
    server = EmbeddedPostgres(folder)
    with server:
        os.kill(postmaster(server), signal.SIGKILL)
        time.sleep(0.5)
    with EmbeddedPostgres(folder) as again:
        assert ask(again, "SELECT 1") == 1


def test_recovers_when_its_user_was_killed_hard(folder):
    code = (
        "import sys, time; from pathlib import Path; from launcher.postgres import EmbeddedPostgres\n"
        "with EmbeddedPostgres(Path(sys.argv[1]), durable=False): print('up', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"up\n"
    process.kill()
    process.wait()
    process.stdout.close()
    with EmbeddedPostgres(folder, durable=False) as again:
        assert ask(again, "SELECT 1") == 1
    assert not again._is_running()


def test_a_number_of_another_program_is_not_taken_for_the_server(folder):
    with EmbeddedPostgres(folder, durable=False) as server:
        pid_file = server.data / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    with EmbeddedPostgres(folder, durable=False) as again:
        assert ask(again, "SELECT 1") == 1
