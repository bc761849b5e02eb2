"""Starts the database, migrates it, then runs gunicorn and the worker until they are stopped."""

import ctypes
import os
import platform
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from devserver import catalogues
from devserver.postgres import database_url
from devserver.processes import STOP_SIGNALS

PR_SET_PDEATHSIG = 1


def port() -> int:
    """Returns the port to listen on, from PORT; exits with a message where it is invalid."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        sys.exit(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def workers() -> int:
    """Returns the number of workers, from WEB_CONCURRENCY; exits with a message where invalid.

    Removes the variable, because gunicorn reads it too, and crashes where it is invalid.
    """
    text = os.environ.pop("WEB_CONCURRENCY", "") or "2"
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        sys.exit(f"WEB_CONCURRENCY must be a number of workers, 1 or more, not {text!r}.")
    return int(text)


def require_free(number: int) -> None:
    """Waits up to 5 seconds until a port is free, then exits with a message."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        for _ in range(50):  # after a kill, the old gunicorn needs a moment to end
            try:
                probe.bind(("127.0.0.1", number))
                return
            except OSError:
                time.sleep(0.1)
    sys.exit(f"Port {number} of 127.0.0.1 is in use. Choose another: PORT=8001 make run")


def end_with_parent() -> None:
    """Makes this process end when its parent is killed, so that the port is free; Linux only."""
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Starts a process that Ctrl-C does not reach, because it has a process group of its own.

    `wait` ends it, and the database is stopped after it.
    """
    return subprocess.Popen(command, process_group=0, preexec_fn=end_with_parent)


def release(root: Path) -> int:
    """Runs the command `release` (migrations, content) and returns its exit code."""
    process = start([sys.executable, str(root / "manage.py"), "release"])
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def gunicorn(number: int, count: int) -> subprocess.Popen[bytes]:
    """Starts gunicorn on a port, with a number of workers."""
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{number}"]
    command += ["--workers", str(count), "--config", "config/gunicorn.py"]
    return start(command)


def worker(root: Path) -> subprocess.Popen[bytes]:
    """Starts the process that runs background jobs: it sends the emails."""
    return start([sys.executable, str(root / "manage.py"), "procrastinate", "worker"])


def wait(*processes: subprocess.Popen[bytes]) -> int:
    """Waits until one of the processes ends, a stop signal arrives or the parent process ends.

    Ends the others then. Returns the exit code of the one that ended; 0 where all were stopped.
    """
    stopping: list[int] = []

    def stop(number: int, _frame: object) -> None:
        stopping.append(number)

    for stop_signal in STOP_SIGNALS:
        signal.signal(stop_signal, stop)
    parent = os.getppid()
    ended: list[int] = []
    while not ended and not stopping and os.getppid() == parent:
        ended = [status for each in processes if (status := each.poll()) is not None]
        time.sleep(0 if ended else 0.2)
    _stop_all(processes)
    return ended[0] if ended else 0


def _stop_all(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def main(root: Path, var: Path) -> int:
    """Runs the app from the checkout at `root`, with data in `var`; returns the exit code."""
    # Raises SystemExit, so that the database is stopped even if the start is interrupted.
    for stop_signal in STOP_SIGNALS:
        signal.signal(stop_signal, lambda *_: sys.exit(0))
    number, count = port(), workers()
    require_free(number)
    catalogues.compile_all(root / "locale")
    with database_url(var / "postgres") as url:
        os.environ["DATABASE_URL"] = url
        if status := release(root):
            return status
        server = gunicorn(number, count)
        address = f"http://127.0.0.1:{number}{os.environ.get('SCRIPT_NAME', '')}"
        print(f"\n  The app:    {address}/")
        print(f"  Staff:      {address}/admin/ ; make a staff user with")
        print('              make manage ARGS="createsuperuser"')
        print(f"  Mail:       {(var / 'mail').relative_to(root)}/, a file a message")
        print("  Stop:       Ctrl-C\n", flush=True)
        return wait(server, worker(root))
