"""Tests what the server prints before the app is served, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from devserver import __main__ as devserver

ROOT = Path(__file__).resolve().parents[2]
SERVE = (
    "import sys; from pathlib import Path; from devserver import serve; "
    "sys.exit(serve.main(Path.cwd(), Path(sys.argv[1])))"
)


def serve(var: Path, **environment: str) -> subprocess.Popen:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    ours = {
        "PORT": str(free),
        "SECRET_KEY": "tests",
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }
    return subprocess.Popen(
        [sys.executable, "-c", SERVE, str(var)],
        cwd=ROOT,
        env={**os.environ, **ours, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5"])
def test_an_invalid_number_of_workers_is_reported_in_one_sentence(tmp_path, value):
    process = serve(tmp_path, WEB_CONCURRENCY=value)
    errors = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert errors == f"WEB_CONCURRENCY must be a number of workers, 1 or more, not {value!r}.\n"


def test_a_database_that_does_not_answer_is_reported_in_one_sentence(tmp_path):
    process = serve(tmp_path, DATABASE_URL="postgres://msp@127.0.0.1:1/msp")
    errors = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "The database does not answer. Check DATABASE_URL" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_during_the_start_ends_quietly(tmp_path, number):
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(parent.stat().st_mode | 0o711)
    process = serve(tmp_path / "var", DATABASE_URL="")
    end = time.monotonic() + 60
    while not (tmp_path / "var" / "postgres" / "postmaster.pid").exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(number)
    assert process.communicate(timeout=60)[1] == ""
    assert process.returncode == 0
    assert not (tmp_path / "var" / "postgres" / "postmaster.pid").exists()


def test_an_empty_secret_key_file_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(devserver, "VAR", tmp_path)
    monkeypatch.setenv("SECRET_KEY", "")
    monkeypatch.delenv("SECRET_KEY")
    (tmp_path / "secret-key").touch()
    devserver.environment()
    assert len(os.environ["SECRET_KEY"]) >= 50
    assert (tmp_path / "secret-key").read_text() == os.environ["SECRET_KEY"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
