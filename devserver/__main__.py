"""`python -m devserver serve | manage … | browser | catalogues | healthy`: what the Makefile and Dockerfile call."""

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
    """What the local settings read, unless the caller has set it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    VAR.mkdir(exist_ok=True)
    key_file = VAR / "secret-key"
    if not os.environ.get("SECRET_KEY"):
        if not key_file.exists() or not key_file.stat().st_size:
            part = VAR / f".secret-key.{os.getpid()}"
            part.touch(mode=0o600)
            part.write_text(secrets.token_urlsafe(50))
            part.replace(key_file)  # never half a key, and never none
        os.environ["SECRET_KEY"] = key_file.read_text().strip()


def manage(arguments: list[str]) -> None:
    """Runs a manage.py command on the database that `make run` uses.

    `--no-database` for commands that need none, `--throwaway` for checks that want an empty one.
    """
    from django.core.management import execute_from_command_line

    # As Ctrl-C does: the database is stopped on the way out.
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
