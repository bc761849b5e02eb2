"""Starts the real server on the test database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.databases import database_address

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "gunicorn", "config.wsgi", "--config", "config/gunicorn.py"]
StartServer = Callable[..., tuple[str, subprocess.Popen]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_up(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=1)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture
def start_server(transactional_db, tmp_path) -> Iterator[StartServer]:
    """Starts gunicorn with a number of workers and more environment variables."""
    processes = []

    def start(workers: int = 1, **environment: str) -> tuple[str, subprocess.Popen]:
        address = f"127.0.0.1:{free_port()}"
        ours = {
            "DATABASE_URL": database_address(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        with open(tmp_path / "gunicorn.log", "w") as log:
            process = subprocess.Popen(
                [*COMMAND, "--bind", address, "--workers", str(workers)],
                cwd=ROOT,
                env={**os.environ, **ours, **environment},
                stdout=log,
                stderr=log,
            )
        processes.append(process)
        for _ in range(200):
            if is_up(f"http://{address}/healthz"):
                break
            time.sleep(0.1)
        return f"http://{address}", process

    yield start
    for process in processes:
        process.terminate()
        process.wait(15)


@pytest.fixture
def server(start_server: StartServer) -> tuple[str, subprocess.Popen]:
    return start_server(workers=2)
