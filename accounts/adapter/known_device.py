"""Recognises a browser in which somebody has signed in before.

It has a count of wrong passwords of its own. So whoever types wrong passwords elsewhere, again and
again, locks out every other browser, but not the owner's.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "known_device"
AGE = 60 * 60 * 24 * 365  # in seconds
MOST_USERS = 5  # of one browser; the latest count
SALT = "accounts.known_device"


def known_device(request: HttpRequest, email: str) -> str:
    """Returns the key of the browser if somebody has signed in there with `email`, else ""."""
    key, marks = _read(request)
    return key if _mark(email) in marks else ""


def remember_device(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Makes the browser known for an address."""
    key, marks = _read(request)
    marks = [_mark(email), *(mark for mark in marks if mark != _mark(email))]
    response.set_cookie(
        COOKIE,
        signing.dumps([key or get_random_string(22), marks[:MOST_USERS]], salt=SALT),
        max_age=AGE,
        path=settings.COOKIE_PATH,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        key, marks = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return "", []
    return key, marks


def _mark(email: str) -> str:
    """Returns what stands for an address in the cookie, which names nobody."""
    return salted_hmac(SALT, email, algorithm="sha256").hexdigest()[:22]
