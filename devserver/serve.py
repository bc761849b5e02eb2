"""Serves the app on this machine: database, migrations, content, then gunicorn until told to stop."""

import ctypes
import os
import platform
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from devserver import catalogues
from devserver.postgres import database_url
from devserver.processes import STOPS

PR_SET_PDEATHSIG = 1


def port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def workers() -> int:
    text = (
        os.environ.pop("WEB_CONCURRENCY", "") or "2"
    )  # gunicorn reads it too, and takes no nonsense well
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        sys.exit(f"WEB_CONCURRENCY must be a number of workers, 1 or more, not {text!r}.")
    return int(text)


def require_free(number: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for _ in range(50):  # what a killed run leaves behind goes within seconds
            try:
                probe.bind(("127.0.0.1", number))
                return
            except OSError:
                time.sleep(0.1)
    sys.exit(f"Port {number} of 127.0.0.1 is in use. Choose another: PORT=8001 make run")


def die_with_parent() -> None:
    """Linux: gunicorn ends when this devserver is killed hard, so that the port is free for the next run."""
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: list[str]) -> subprocess.Popen:
    """In its own group: Ctrl-C reaches this devserver, which stops it and then the database, in that order."""
    return subprocess.Popen(command, process_group=0, preexec_fn=die_with_parent)


def release(root: Path) -> int:
    process = start([sys.executable, str(root / "manage.py"), "release"])
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def gunicorn(number: int, count: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{number}"]
    command += ["--workers", str(count), "--config", "config/gunicorn.py"]
    return start(command)


def wait(server: subprocess.Popen) -> int:
    """Until the server ends, a signal arrives, or whoever started this is gone."""
    stopping = []

    def stop(*_) -> None:
        stopping.append(True)

    for number in STOPS:
        signal.signal(number, stop)
    parent = os.getppid()
    while server.poll() is None:
        if stopping or os.getppid() != parent:
            server.terminate()
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
            return 0
        time.sleep(0.2)
    return server.returncode


def main(root: Path, var: Path) -> int:
    # A stop during the start must still stop the database: SystemExit unwinds the context below.
    for stop in STOPS:
        signal.signal(stop, lambda *_: sys.exit(0))
    number, count = port(), workers()
    require_free(number)
    catalogues.compile_all(root / "locale")
    with database_url(var / "postgres") as url:
        os.environ["DATABASE_URL"] = url
        if status := release(root):
            return status
        server = gunicorn(number, count)
        print(f"\n  The app:    http://127.0.0.1:{number}/")
        print(f"  Staff:      http://127.0.0.1:{number}/admin/ ; make a staff user with")
        print('              make manage ARGS="createsuperuser"')
        print(f"  Mail:       {(var / 'mail').relative_to(root)}/, a file a message")
        print("  Stop:       Ctrl-C\n", flush=True)
        return wait(server)
