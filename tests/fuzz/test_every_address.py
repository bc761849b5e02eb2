"""Sends odd requests to every address as every kind of reader: none ends in an error of the server.

Runs alone (`make fuzz`): it sends many thousand requests.
"""

import logging
import re
import uuid
from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import Role
from tests.backoffice.staff import Staff
from tests.factories import (
    WORKED_EXAMPLE,
    add_member,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import YEAR_EXAMPLE, make_entry, quarters

pytestmark = [pytest.mark.fuzz, pytest.mark.django_db]

PARAMETER = re.compile(r"<(?:[a-z]+:)?(\w+)>")
# In an address as it is sent: NUL, bytes that are no UTF-8, half a surrogate, marks of markup.
ODD_TEXTS = ["nope", "%00", "%ff%fe", "%ed%a0%80", "a" * 300, "%3Cscript%3E", "..%2F..", "%F0%9F%98%80", "-1", "'%22"]  # fmt: skip
ODD_NUMBERS = ["0", "999999", "9" * 25]
QUERIES = [
    "page=x", "page=99999999999999999999", "page=-1", "o=x.-9.1", "q=%00", "q=%ff", "p=x", "all=",
    "next=//evil.example/", "next=%00", "from=nope&to=%00", "period_type=year&period_start=0000-13-45",
    "period_type=%00&period_start=9999-12-01", "language=xx", "target=xx&source=%00&group=%27", "moved=statement-x:up",
    "languages=xx&group=%00", "sort=%00", "section=x&questionnaire=99999999999999999999", "_changelist_filters=%00",
    "e=1", "pk__in=x", "section__questionnaire__id__exact=x", "tab=%F0%9F%98%80",
]  # fmt: skip
GARBAGE = {
    "text": "x\x00y", "name": "\ud7ff\U0001f600" * 400, "days": "1e999", "language": "xx", "appearance": "pink",
    "file": "not a file", "period_type": "decade", "period_start": "0000-00-00", "leads": "NaN", "action": "nope",
    "_selected_action": "x", "start_key": "x", "to": "nowhere", "email": "a@\u200b", "login": "x\x00", "post": "yes",
    "statement-0-id": "x", "form-TOTAL_FORMS": "x", "move": "statement-99999999999999999999:up", "draft": "discard",
    "shown": "[", "version": "9" * 30, "reason": "\u3164",
}  # fmt: skip


def list_patterns(resolver: URLResolver, parts: tuple = ()) -> Iterator[tuple]:
    for pattern in resolver.url_patterns:
        here = (*parts, pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield here
        else:
            yield from list_patterns(pattern, here)


def paths(parts: tuple, real: dict[str, list[str]]) -> Iterator[str]:
    """Yields addresses of a pattern: one parameter after the other is odd, the others are real."""
    template, kinds = "/", {}
    for part in parts:
        route = "de/" if hasattr(part, "language_prefix") else getattr(part, "_route", "")
        template += PARAMETER.sub(r"{\1}", str(route))
        kinds |= {name: type(kind).__name__ for name, kind in part.converters.items()}
    good = {name: (real.get(name) or ["1"])[0] for name in kinds}
    yield template.format(**good)
    for name, kind in kinds.items():
        odd = ODD_NUMBERS if kind == "IntConverter" else [*ODD_TEXTS, *ODD_NUMBERS]
        if kind == "UUIDConverter":
            odd = [str(uuid.UUID(int=0)), str(uuid.uuid4())]
        for value in [*real.get(name, [])[1:], *odd]:
            yield template.format(**(good | {name: value}))


@pytest.fixture
def readers(content, settings) -> tuple[dict[str, Client], dict[str, list[str]]]:
    settings.STAFF_TWO_FACTOR = False
    settings.ACCOUNT_RATE_LIMITS = False
    staff = Staff(content)
    owner = make_user()
    account = make_account(owner)
    draft = make_assessment(content, WORKED_EXAMPLE[:7], account=account, user=owner)
    done, other = (make_completed(content, account=account) for _ in range(2))
    entry, *_ = [make_entry(account, day, **YEAR_EXAMPLE) for day in quarters(3)]
    clients = staff.clients() | {
        "owner": client_of(owner),
        "viewer": client_of(add_member(account, Role.VIEWER)),
        "other": client_of(make_account(make_user()).memberships.get().user),
    }
    for client in clients.values():
        client.raise_request_exception = False
    real = {
        "assessment_id": [str(done.pk), str(draft.pk), str(other.pk)],
        "section_key": ["process_operations"],
        "statement_key": ["upsell"],
        "key": ["process_operations", "upsell"],
        "entry_id": [str(entry.pk)],
        "account_id": [str(account.pk)],
        "language": ["de", "en"],
        "stage": ["stable"],
        "pk": [str(content.pk), str(staff.objects["draft questionnaire"].pk)],
        "object_id": [str(content.pk), str(account.pk), str(staff.objects["statement"].pk)],
        "app_label": ["assessments"],
    }
    return clients, real


def test_no_request_ends_in_an_error_of_the_server(readers, capsys):
    clients, real = readers
    logging.disable(logging.CRITICAL)
    answers, broken = Counter(), []
    addresses = {path for parts in list_patterns(get_resolver()) for path in paths(parts, real)}
    try:
        for address in sorted(addresses):
            for role, client in clients.items():
                for method, sent in requests_to(address, role):
                    response = send(client, method, sent)
                    answers[response.status_code] += 1
                    if response.status_code >= 500 or b"<h1>Bad Request" in response.content[:200]:
                        broken.append(f"{role} {method} {sent[:120]}: {response.status_code}")
    finally:
        logging.disable(logging.NOTSET)
    with capsys.disabled():
        print(f"\n{sum(answers.values())} requests: {dict(sorted(answers.items()))}")
    assert broken == []


def requests_to(address: str, role: str) -> Iterator[tuple[str, str]]:
    """Yields (method, address): all methods of an address, odd queries for a few readers."""
    yield "GET", address
    is_odd = "%" in address or "a" * 300 in address or any(odd in address for odd in ODD_NUMBERS)
    if is_odd and role not in ("R", "owner"):
        return
    yield "POST", address
    if is_odd:
        return
    yield from ((method, address) for method in ("HEAD", "PUT", "OPTIONS"))
    if role in ("R", "E", "owner", "anonymous"):
        yield from (("GET", f"{address}?{query}") for query in QUERIES)


def send(client: Client, method: str, address: str):
    if "logout" in address or "delete" in address:
        method = "GET" if method == "POST" else method
    if method == "POST":
        return client.post(address, GARBAGE)
    return client.generic(method, address)
