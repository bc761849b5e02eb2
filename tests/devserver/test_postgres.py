"""Tests the embedded PostgreSQL: folder names, several users at once, recovery after a kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from devserver.postgres import EmbeddedPostgres, PostgresError

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
        "import sys, time; from pathlib import Path; from devserver.postgres import EmbeddedPostgres\n"
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


# A shell lets what it runs in the background ignore SIGINT, and children inherit that.
USER = (
    "import signal, sys, time; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from pathlib import Path; from devserver.postgres import EmbeddedPostgres\n"
    "with EmbeddedPostgres(Path(sys.argv[1]), durable=False): print('up', flush=True); time.sleep(60)"
)


def start_until(folder: Path, sign: Path) -> subprocess.Popen:
    """Starts a process that starts the server; returns it when the file `sign` exists."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    end = time.monotonic() + 30
    while not sign.exists():
        assert time.monotonic() < end, process.communicate()
        time.sleep(0.005)
    return process


def test_recovers_when_its_user_was_killed_hard_during_initdb(folder):
    process = start_until(folder, folder.with_name("postgres.new") / "PG_VERSION")
    process.kill()
    process.communicate()
    assert not (folder / "PG_VERSION").exists()
    with EmbeddedPostgres(folder, durable=False) as again:
        assert ask(again, "SELECT 1") == 1
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not folder.with_name("postgres.new").exists()


def test_what_an_interrupted_initdb_left_is_replaced(folder):
    left = folder.with_name("postgres.new")
    for half in (folder, left):
        (half / "base" / "1").mkdir(parents=True)
        (half / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(folder, durable=False) as server:
        assert ask(server, "SELECT 1") == 1


def test_data_that_lost_its_control_file_is_never_replaced(folder):
    with EmbeddedPostgres(folder, durable=False):
        pass
    (folder / "global" / "pg_control").unlink()
    with (
        pytest.raises(PostgresError, match="no PostgreSQL can start from them"),
        EmbeddedPostgres(folder, durable=False),
    ):
        pass
    assert [d for d in (folder / "base").iterdir() if int(d.name) >= 16384]


def test_files_of_somebody_else_are_never_replaced(folder):
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine")
    with (
        pytest.raises(PostgresError, match="no PostgreSQL can start from them"),
        EmbeddedPostgres(folder, durable=False),
    ):
        pass
    assert (folder / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("sign", ["postgres.new/PG_VERSION", "postgres/postmaster.pid"])
def test_a_stop_during_the_start_leaves_no_server(folder, sign, number):
    process = start_until(folder, folder.parent / sign)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert not EmbeddedPostgres(folder)._is_running()
    assert not (folder / "postmaster.pid").exists()
