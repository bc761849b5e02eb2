"""Gives the addresses of databases of the tests' server, for other processes."""

from urllib.parse import quote

from django.db import connection


def database_address(name: str = "") -> str:
    """Returns the address of the tests' own database, or of another one on its server."""
    settings = connection.settings_dict
    name = name or settings["NAME"]
    if settings["HOST"]:
        return f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT'] or 5432}/{name}"
    return f"postgres://{settings['USER']}@/{name}?host={quote(settings['OPTIONS'].get('host') or '', safe='')}"
