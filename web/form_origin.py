"""Tells why Django refused a form by the address of its page, and whether the page is ours.

Browsers send that address as `Origin`. It differs from the site's own where a proxy does not pass
on `Host` with its port, or the scheme in `X-Forwarded-Proto`; see README, «Deploy».
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest

LONGEST = 200  # characters of an address that a page repeats
REASONS = ("Origin checking failed", "Referer checking failed")
"""How Django's reasons begin where the token was not looked at."""


@dataclass(frozen=True)
class OriginMismatch:
    """Represents two addresses that should be one, each as scheme, host and port."""

    sent: str
    """The page's, as the browser sent it: `null` where it hides it, empty where there is none."""
    arrived: str
    """The site's, as the request arrived from the proxy."""

    @property
    def is_hidden(self) -> bool:
        return self.sent in ("", "null")


def get_origin_mismatch(request: HttpRequest, reason: str) -> OriginMismatch | None:
    """Returns the addresses where these were why Django refused a form; None for other reasons."""
    if not reason.startswith(REASONS):
        return None
    return OriginMismatch(
        sent=sent_origin(request)[:LONGEST], arrived=f"{request.scheme}://{request.get_host()}"
    )


def sent_origin(request: HttpRequest) -> str:
    """Returns the address of the form's page without its path; empty where the browser sent none."""
    if "Origin" in request.headers:
        return request.headers["Origin"]
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def is_from_own_page(request: HttpRequest) -> bool:
    """Tells whether the browser says that one of our own pages sent the form.

    `Sec-Fetch-Site` compares what the browser itself has: no proxy between changes the answer.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    ours = [f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS]
    return sent_origin(request) in ours


def has_own_token(request: HttpRequest) -> bool:
    """Tells whether the form has the token that this browser got from us, which no other site knows."""
    return _TokenCheck(lambda _: HttpResponse()).passes(request)


class _TokenCheck(CsrfViewMiddleware):
    """Compares a form's token by Django's own code, whatever address sent it."""

    def passes(self, request: HttpRequest) -> bool:
        try:
            self._check_token(request)  # type: ignore[attr-defined]
        except RejectRequest:
            return False
        return True
