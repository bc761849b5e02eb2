"""Reads settings from environment variables.

Every function raises ImproperlyConfigured, with a message that says what to set, for a variable
that is missing or invalid. An empty variable counts as missing: compose passes one on for each
setting that its `.env` file leaves out.
"""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

SECRET_KEY_LENGTH = 50
CONNECT_SECONDS = 3  # below the limits of usual health checks


def optional(name: str, *, default: str = "") -> str:
    """Returns a variable without surrounding blanks, or the default.

    Not by django-environ, which replaces a value that begins with `$` by another variable.
    """
    return os.environ.get(name, "").strip() or default


def text(name: str, meaning: str, *, default: str | None = None) -> str:
    """Returns a text, required unless there is a default; `meaning` explains it in errors."""
    value = optional(name, default=default or "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {meaning}.")
    return value


def private_folder(name: str, *, default: str, public: str) -> str:
    """Returns an absolute folder that is not inside `public`, whose files everybody can read."""
    folder = Path(optional(name, default=default))
    if not folder.is_absolute() or folder.resolve().is_relative_to(Path(public).resolve()):
        raise ImproperlyConfigured(
            f"Set {name} to the absolute path of a folder outside {public}, not {str(folder)!r}."
        )
    return str(folder)


def number(name: str, *, default: int, least: int = 0) -> int:
    """Returns a whole number that is not below `least`."""
    raw = optional(name, default=str(default))
    if not (raw.isascii() and raw.isdigit()) or int(raw) < least:
        raise ImproperlyConfigured(f"Set {name} to a whole number of {least} or more, not {raw!r}.")
    return int(raw)


def flag(name: str, *, default: bool) -> bool:
    """Returns whether a variable is switched on: true or false, yes or no, on or off, 1 or 0."""
    raw = optional(name, default="true" if default else "false").lower()
    if raw in ("1", "true", "yes", "on"):
        return True
    if raw in ("0", "false", "no", "off"):
        return False
    raise ImproperlyConfigured(f"Set {name} to true or false, not {raw!r}.")


def names(name: str, meaning: str, *, default: list[str] | None = None) -> list[str]:
    """Returns a list of names that are separated by commas."""
    values = [value.strip() for value in optional(name).split(",") if value.strip()]
    if values:
        return values
    if default is None:
        raise ImproperlyConfigured(f"Set {name}: {meaning}, separated by commas.")
    return default


def hosts(*, default: list[str] | None = None) -> list[str]:
    """Returns ALLOWED_HOSTS, host names without scheme, port or path."""
    values = names("ALLOWED_HOSTS", "the host names this site answers to", default=default)
    for host in values:
        if "/" in host or (":" in host and not host.startswith("[")):
            raise ImproperlyConfigured(
                f"Set ALLOWED_HOSTS to host names alone, such as msp.example.com, not {host!r}."
            )
    return values


def origins(*, default: list[str]) -> list[str]:
    """Returns CSRF_TRUSTED_ORIGINS, each with a scheme and a host."""
    values = names("CSRF_TRUSTED_ORIGINS", "origins", default=default)
    for origin in values:
        parts = address("CSRF_TRUSTED_ORIGINS", origin, "https://msp.example.com")
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
            raise ImproperlyConfigured(
                "Set CSRF_TRUSTED_ORIGINS to origins, scheme and host, "
                f"such as https://msp.example.com, not {origin!r}."
            )
    return values


def path_prefix() -> str:
    """Returns SCRIPT_NAME, the path below which the site lies; empty where it has a host alone.

    gunicorn reads the same variable, and takes the path away from the address of each request.
    """
    value = optional("SCRIPT_NAME")
    if value and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", value):
        raise ImproperlyConfigured(
            f"Set SCRIPT_NAME to a path such as /maturity, without / at its end, not {value!r}."
        )
    return value


def secret_key() -> str:
    """Returns SECRET_KEY, of SECRET_KEY_LENGTH characters or more."""
    value = text("SECRET_KEY", f"a random text of {SECRET_KEY_LENGTH} characters or more")
    if len(value) < SECRET_KEY_LENGTH:
        raise ImproperlyConfigured(
            f"Set SECRET_KEY to a random text of {SECRET_KEY_LENGTH} characters or more; it has {len(value)}."
        )
    return value


def keys(name: str) -> list[str]:
    """Returns a list of keys, each as long as SECRET_KEY has to be; empty where there are none."""
    values = names(name, "keys", default=[])
    if any(len(value) < SECRET_KEY_LENGTH for value in values):
        raise ImproperlyConfigured(
            f"Set {name} to random texts of {SECRET_KEY_LENGTH} characters or more, separated by commas."
        )
    return values


def address(name: str, url: str, example: str) -> SplitResult:
    """Splits the URL in a variable. Errors never quote it, because it may contain a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise ImproperlyConfigured(
            f"Set {name} to an address such as {example}: its host or port makes no sense. "
            "In a user or password, write / as %2F, ? as %3F, # as %23, [ as %5B, ] as %5D and @ as %40."
        )
    return parts


def openid_connect() -> dict[str, Any]:
    """Returns the provider that people may sign in with, as allauth describes one; {} for none.

    It needs OIDC_NAME (which the button shows), OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.
    With OIDC_TRUSTED, an address that it has verified needs no confirmation of ours.
    """
    required = {
        "OIDC_NAME": "the name that people know the provider by, such as Example ID",
        "OIDC_ISSUER": "the address of the provider, such as https://id.example.com",
        "OIDC_CLIENT_ID": "the client ID that the provider has given to this site",
        "OIDC_CLIENT_SECRET": "the client secret that the provider has given to this site",
    }
    trusted = flag("OIDC_TRUSTED", default=False)
    if not any(map(optional, required)):
        return {}
    name, issuer, client_id, secret = (text(each, meaning) for each, meaning in required.items())
    example = "https://id.example.com"
    parts = address("OIDC_ISSUER", issuer, example)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ImproperlyConfigured(f"Set OIDC_ISSUER to an https address, such as {example}.")
    return {
        "provider_id": "provider",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/"), "email_authentication": trusted},
    }


def database() -> dict[str, Any]:
    """Returns Django's configuration of the PostgreSQL in DATABASE_URL."""
    example = "postgres://user:password@host:5432/name"
    url = text("DATABASE_URL", f"the PostgreSQL to use, such as {example}")
    scheme, _, rest = url.partition("://")
    if scheme not in ("postgres", "postgresql", "psql"):
        raise ImproperlyConfigured(f"DATABASE_URL must name a PostgreSQL: {example}.")
    user, at, location = rest.rpartition("@")
    hosts, slash, name = location.partition("/")
    for host in hosts.split(","):  # there can be several, such as a primary and a standby
        parts = address("DATABASE_URL", f"{scheme}://{user}{at}{host}{slash}{name}", example)
        if not parts.path.strip("/"):
            raise ImproperlyConfigured(f"Set DATABASE_URL with the name of a database: {example}.")
    return _without_waiting(Env.db_url_config(url))


def _without_waiting(config: dict[str, Any]) -> dict[str, Any]:
    """Adds a limit for the start of a connection, so that a server that is away is soon noticed.

    DATABASE_URL may set another one: `?connect_timeout=10`.
    """
    return {**config, "OPTIONS": {"connect_timeout": CONNECT_SECONDS, **config.get("OPTIONS", {})}}


def redis() -> str:
    """Returns the URL of the Redis to use as cache; empty where the database is the cache."""
    url = optional("REDIS_URL")
    example = "redis://host:6379/0"
    if url and not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"Set REDIS_URL to an address such as {example}.")
    if url:
        address("REDIS_URL", url, example)
    return url


def mail() -> dict[str, Any]:
    """Returns Django's configuration of the mail server in EMAIL_URL."""
    example = "smtp+tls://user:password@mail.example.com:587"
    url = text("EMAIL_URL", f"the mail server, such as {example}")
    parts = address("EMAIL_URL", url, example)
    if parts.scheme not in Env.EMAIL_SCHEMES:
        known = ", ".join(f"{scheme}://" for scheme in sorted(Env.EMAIL_SCHEMES))
        raise ImproperlyConfigured(
            f"Set EMAIL_URL to an address such as {example}; known: {known}."
        )
    if parts.scheme.startswith("smtp") and not parts.hostname:
        raise ImproperlyConfigured(f"Set EMAIL_URL with the host of a mail server: {example}.")
    return Env.email_url_config(url)
