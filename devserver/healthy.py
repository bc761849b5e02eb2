"""Asks the app on this machine whether it is ready, for the health check of the container."""

import os
import sys
from http.client import HTTPConnection, HTTPException


def host() -> str:
    """Returns a host name that the app accepts, from ALLOWED_HOSTS."""
    first = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    return first if first not in ("", "*") else "localhost"


def main() -> int:
    """Returns 0 if the app is ready, else 1, as exit codes do."""
    connection = HTTPConnection("127.0.0.1", 8000, timeout=4)
    try:
        path = f"{os.environ.get('SCRIPT_NAME', '').strip()}/readyz"
        connection.request("GET", path, headers={"Host": host()})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if status == 200 else 1
