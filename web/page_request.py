"""Makes the request that the links of an email are made with, for workers, which have none."""

from io import BytesIO
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest

PORTS = {"http": 80, "https": 443}


def request_for(url: str) -> HttpRequest:
    """Returns a request for a page of the site by its absolute address.

    Links made with it have the scheme, the host and the port of that address.
    """
    parts = urlsplit(url)
    return WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": parts.path,
            "HTTP_HOST": parts.netloc,
            "SERVER_NAME": parts.hostname or "",
            "SERVER_PORT": str(parts.port or PORTS.get(parts.scheme, 80)),
            "wsgi.url_scheme": parts.scheme,
            "wsgi.input": BytesIO(),
        }
    )
