"""Reads settings from the environment, and stops the start with a sentence that says what to set."""

from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def text(name: str, meaning: str, *, default: str | None = None) -> str:
    value = env.str(name, default=default or "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {meaning}.")
    return value


def number(name: str, *, default: int, least: int = 0) -> int:
    raw = env.str(name, default=str(default)).strip()
    if not (raw.isascii() and raw.isdigit()) or int(raw) < least:
        raise ImproperlyConfigured(f"Set {name} to a whole number of {least} or more, not {raw!r}.")
    return int(raw)


def flag(name: str, *, default: bool) -> bool:
    raw = env.str(name, default="true" if default else "false").strip().lower()
    if raw in ("1", "true", "yes", "on"):
        return True
    if raw in ("0", "false", "no", "off", ""):
        return False
    raise ImproperlyConfigured(f"Set {name} to true or false, not {raw!r}.")


def names(name: str, meaning: str, *, default: list[str] | None = None) -> list[str]:
    found = [part.strip() for part in env.str(name, default="").split(",") if part.strip()]
    if found:
        return found
    if default is None:
        raise ImproperlyConfigured(f"Set {name}: {meaning}, separated by commas.")
    return default


def database() -> dict:
    url = text(
        "DATABASE_URL", "the PostgreSQL to use, such as postgres://user:password@host:5432/name"
    )
    if urlsplit(url).scheme not in ("postgres", "postgresql", "psql"):
        raise ImproperlyConfigured(
            "DATABASE_URL must name a PostgreSQL: postgres://user:password@host:5432/name."
        )
    return env.db_url_config(url)
