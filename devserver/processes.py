"""Finds running processes, and postpones signals that ask this one to stop."""

import platform
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def get_command(pid: int) -> str:
    """Returns the command line of a process; an empty text where there is no such process."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        if platform.system() == "Linux":
            return ""
    ps = subprocess.run(["/bin/ps", "-o", "args=", "-p", str(pid)], capture_output=True)
    return ps.stdout.decode()


def list_processes_in(folder: Path) -> Iterator[int]:
    """Yields the ids of the processes whose working directory is the folder; on Linux only.

    The processes of a PostgreSQL work in its data folder.
    """
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.resolve() == folder:
                yield int(link.parent.name)
        except OSError:
            continue  # the process has ended, or belongs to another user


@contextmanager
def postpone_stop_signals() -> Iterator[None]:
    """Handles signals that ask to stop at the end of the block, with the handlers from before it.

    Where there is no handler it raises SystemExit, so that enclosing blocks can clean up.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Python handles signals in the main thread only
        return
    received: list[signal.Signals] = []
    handlers = {
        stop: signal.signal(stop, lambda number, _: received.append(signal.Signals(number)))
        for stop in STOP_SIGNALS
        if signal.getsignal(stop) not in (signal.SIG_IGN, None)
    }
    try:
        yield
    finally:
        for stop, handler in handlers.items():
            signal.signal(stop, handler)
    for stop in received:
        if handlers[stop] == signal.SIG_DFL:
            raise SystemExit(128 + stop)
        signal.raise_signal(stop)
