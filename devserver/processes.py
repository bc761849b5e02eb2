"""What the system says about processes, and how a signal waits for a good moment."""

import platform
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def command_of(pid: int) -> str:
    """How a process was started; empty where there is none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        if platform.system() == "Linux":
            return ""
    listed = subprocess.run(["/bin/ps", "-o", "args=", "-p", str(pid)], capture_output=True)
    return listed.stdout.decode()


def works_in(folder: Path) -> Iterator[int]:
    """The processes whose working folder this is, where the system tells (PostgreSQL's work in their data)."""
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if link.resolve() == folder:
                yield int(link.parent.name)
        except OSError:
            continue  # it has just ended, or is somebody else's


@contextmanager
def signals_held():
    """A request to stop takes effect at the end of the block, as it would have before it.

    Where it would end the process at once it raises SystemExit instead: what surrounds the block can clean up.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are delivered to the main thread only
        return
    arrived: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _: arrived.append(number))
        for number in STOPS
        if signal.getsignal(number) not in (signal.SIG_IGN, None)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in arrived:
        if before[number] == signal.SIG_DFL:
            raise SystemExit(128 + number)
        signal.raise_signal(number)
