"""Provides the commands that the Makefile and the Dockerfile call.

python -m devserver serve                  starts the database and the app, until it is stopped
python -m devserver manage [ARGUMENTS]     runs a command of manage.py, with the database running
python -m devserver browser                installs a Chromium for the browser tests if needed
python -m devserver catalogues [--check]   compiles the translations of the interface
python -m devserver healthy                asks the running app whether it is ready
"""

import os
import secrets
import signal
import sys
import tempfile
from pathlib import Path

from devserver import browser, catalogues, healthy, serve
from devserver.postgres import database_url

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"


def environment() -> None:
    """Sets the environment variables that the local settings need, unless they are set."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    VAR.mkdir(exist_ok=True)
    key_file = VAR / "secret-key"
    if not os.environ.get("SECRET_KEY"):
        if not key_file.exists() or not key_file.stat().st_size:
            # Written under another name first, so that no other process reads an incomplete key.
            temporary = VAR / f".secret-key.{os.getpid()}"
            temporary.touch(mode=0o600)
            temporary.write_text(secrets.token_urlsafe(50))
            temporary.replace(key_file)
        os.environ["SECRET_KEY"] = key_file.read_text().strip()


def manage(arguments: list[str]) -> None:
    """Runs a manage.py command with the database that `make run` uses.

    If the first argument is `--no-database`, it starts no database; if it is `--throwaway`, it
    starts an empty one and deletes it afterwards.
    """
    from django.core.management import execute_from_command_line

    # Raises SystemExit, so that the database is stopped as it is after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    first = arguments[0] if arguments else ""
    catalogues.compile_all(ROOT / "locale")
    if first == "--no-database":
        os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
        execute_from_command_line(["manage.py", *arguments[1:]])
    elif first == "--throwaway":
        with (
            tempfile.TemporaryDirectory(prefix="msp-check-") as folder,
            database_url(Path(folder) / "postgres", durable=False) as url,
        ):
            os.environ["DATABASE_URL"] = url
            execute_from_command_line(["manage.py", *arguments[1:]])
    else:
        with database_url(VAR / "postgres") as url:
            os.environ["DATABASE_URL"] = url
            execute_from_command_line(["manage.py", *arguments])


def main() -> None:
    os.chdir(ROOT)
    command, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if command == "browser":
        browser.ensure()
    elif command == "catalogues":
        sys.exit(catalogues.main(ROOT / "locale", check="--check" in arguments))
    elif command == "healthy":
        sys.exit(healthy.main())
    elif command == "serve":
        environment()
        sys.exit(serve.main(ROOT, VAR))
    elif command == "manage":
        environment()
        try:
            manage(arguments)
        except KeyboardInterrupt:
            sys.exit(128 + signal.SIGINT)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
