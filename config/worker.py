"""Serves requests by threads, and answers those that gunicorn refuses with pages of the site."""

import socket
import sys
from io import BytesIO
from typing import Any
from wsgiref.handlers import SimpleHandler
from wsgiref.util import setup_testing_defaults

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

BAD_REQUEST, SERVER_ERROR = 400, 500
STATUSES: dict[type[Exception], int] = {
    errors.ConfigurationProblem: 404,  # the address is not below SCRIPT_NAME
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.ExpectationFailed: 417,
    errors.UnsupportedTransferCoding: 501,
    errors.InvalidResponseHeader: SERVER_ERROR,
    errors.InvalidResponseHeaderName: SERVER_ERROR,
}


class PageWorker(ThreadWorker):
    """Represents a worker of gunicorn whose refusals are pages of the site, in its languages."""

    def handle_error(
        self, req: Any, client: socket.socket, addr: tuple[str, int] | None, exc: Exception
    ) -> None:
        """Answers with a page instead of gunicorn's own, and logs nothing of the address.

        An address may hold the token of a shared link.
        """
        status = get_status(exc)
        if status == SERVER_ERROR:
            self.log.exception("Error handling a request")
        else:
            kind, sender = type(exc).__name__, addr[0] if addr else "a socket"
            self.log.warning("Refused a request from %s: %s (%s)", sender, kind, status)
        try:
            util.write_nonblock(client, self._render(status, get_languages(req or exc)))
        except Exception:
            self.log.debug("The page of a refusal could not be sent.")

    def _render(self, status: int, languages: str) -> bytes:
        """Asks the site for the page, with its headers, as if the browser had asked for one."""
        # Not earlier: the master process would keep what it imports when it reloads the workers.
        from web.refusals import REFUSED_WITH

        environ = {REFUSED_WITH: str(status), "PATH_INFO": "/refused"}
        environ |= {"HTTPS": "on", "HTTP_X_FORWARDED_PROTO": "https"}  # so that nothing redirects
        setup_testing_defaults(environ)
        if languages:
            environ["HTTP_ACCEPT_LANGUAGE"] = languages
        answer = BytesIO()
        _Handler(BytesIO(), answer, sys.stderr, environ).run(self.wsgi)
        return answer.getvalue()


class _Handler(SimpleHandler):
    """Represents the way to the site without a connection; HTTP/1.0 closes the browser's."""

    origin_server = True
    os_environ: dict[str, str] = {}


def get_status(exc: Exception) -> int:
    """Returns the status of HTTP for an error of gunicorn; 500 for any other."""
    known = next((STATUSES[kind] for kind in type(exc).__mro__ if kind in STATUSES), None)
    return known or (BAD_REQUEST if isinstance(exc, errors.ParseException) else SERVER_ERROR)


def get_languages(refused: Any) -> str:
    """Returns the Accept-Language of a request, or of the one an error holds; empty if unread."""
    request = getattr(refused, "req", refused)
    headers = dict(getattr(request, "headers", ()))
    return str(headers.get("ACCEPT-LANGUAGE", ""))
