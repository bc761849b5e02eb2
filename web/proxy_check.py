"""Asks the site through its proxy, as a browser does, whether a form would be accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from web.deployment import Finding, problem

SECONDS = 10
ARRIVED = re.compile(r'<samp id="arrived-origin">([^<]*)</samp>')
"""How templates/errors/csrf_origin.html names the address for which a request arrived."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    page: str
    policy: str
    """The header Referrer-Policy, several ones separated by commas: the last one applies."""


def check_address(address: str) -> Iterator[Finding]:
    """Sends a form without a token, which changes nothing, and reads why it was refused."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        yield problem(f"{address} is no address such as https://msp.example.com:8443.")
        return
    origin = f"{parts.scheme}://{parts.netloc}"
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("web:appearance")
    try:
        answer = ask(parts, path, origin)
    except (OSError, HTTPException) as error:
        yield problem(f"{origin} does not answer: {error}")
        return
    yield _read(answer, origin, path)


def ask(parts: SplitResult, path: str, origin: str) -> Answer:
    """Sends the form to the host of an address, and follows no redirect."""
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    try:
        headers = {"Origin": origin, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, body="", headers=headers)
        response = connection.getresponse()
        page = response.read().decode(errors="replace")
        policy = ", ".join(response.headers.get_all("Referrer-Policy") or [])
        return Answer(response.status, response.headers.get("Location", ""), page, policy)
    finally:
        connection.close()


def _read(answer: Answer, origin: str, path: str) -> Finding:
    if answer.status == 400:
        return problem(
            f"The site does not accept the host that the proxy passes on for {origin}. Let the proxy pass on "
            "Host unchanged, and name the host in ALLOWED_HOSTS."
        )
    if answer.status in (301, 302, 307, 308):
        if answer.location == f"{origin}{path}":
            return problem(
                f"{origin} redirects to itself: the proxy does not set X-Forwarded-Proto to https."
            )
        return problem(f"{origin} redirects to {answer.location}. Check that address instead.")
    if answer.status != 403 or settings.PRODUCT_NAME not in answer.page:
        return problem(f"{origin} answers with status {answer.status}, not as this site does.")
    if arrived := ARRIVED.search(answer.page):
        return problem(
            f"Forms are refused at {origin}: browsers send it as Origin, and the request arrives for "
            f"{unescape(arrived[1])}. Let the proxy pass on Host with its port and set X-Forwarded-Proto, "
            "or add the first address to CSRF_TRUSTED_ORIGINS."
        )
    if answer.policy.rpartition(",")[2].strip() == "no-referrer":
        return problem(
            "The proxy sets Referrer-Policy to no-referrer: browsers then send Origin null, and forms are "
            f"refused at {origin}. Let it pass on the header as it is."
        )
    return Finding(f"Forms are accepted at {origin}.")
