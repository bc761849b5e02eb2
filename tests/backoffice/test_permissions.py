"""Tests which kind of reader may do what at each address of the admin.

An address that is missing in ADDRESSES fails `test_every_address_is_listed`: add it there with
the roles that may use it. A letter stands for a kind of staff (see staff.py): R superuser,
E editor, P publisher, T translator of Italian, S support, N staff without a group. Users who are
not staff may use none of these addresses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from assessments.models import Questionnaire
from tests.backoffice.staff import ROLES, Staff, writes
from tests.module_rows import module_transaction

pytestmark = pytest.mark.django_db
ANY = "REPTSN"


@dataclass(frozen=True)
class Address:
    """Holds who may read (`get`) and send (`post`) an address; None means nobody."""

    get: str | None
    post: str | None
    of: str = ""
    """The object that the address is about, by its name in staff.py."""
    query: str = ""
    more: str = ""
    """Further arguments, joined by `|`: `latest` is the last entry of the object's history."""
    answers: tuple[int, ...] = (200, 302)


CHANGELIST, ADD, CHANGE, DELETE, HISTORY, PUT_BACK = (
    "changelist", "add", "change", "delete", "history", "put_back",
)  # fmt: skip
# What an address of one object is about; (reads, adds, changes, deletes, puts an earlier wording back).
OBJECTS = {
    "questionnaire": ("assessments_questionnaire", "REPT", "RE", "RE", "", ""),
    "draft questionnaire": ("assessments_questionnaire", "REPT", "RE", "RE", "RE", ""),
    "section": ("assessments_section", "REPT", "RE", "RE", "", "RE"),
    "draft section": ("assessments_section", "REPT", "RE", "RE", "RE", "RE"),
    "statement": ("assessments_statement", "REPT", "RE", "RE", "", "RE"),
    "draft statement": ("assessments_statement", "REPT", "RE", "RE", "RE", "RE"),
    "stage": ("assessments_stage", "REPT", "RE", "RE", "", "RE"),
    "draft stage": ("assessments_stage", "REPT", "RE", "RE", "RE", "RE"),
    "advice": ("assessments_stageadvice", "REPT", "RE", "RE", "", "RE"),
    "draft advice": ("assessments_stageadvice", "REPT", "RE", "RE", "RE", "RE"),
    "kpi": ("kpis_kpi", "REPT", "", "RE", "", "RE"),
    "input": ("kpis_inputtext", "REPT", "", "RE", "", "RE"),
    "group text": ("kpis_grouptext", "REPT", "", "RE", "", "RE"),
    "choice": ("kpis_choicetext", "REPT", "", "RE", "", "RE"),
    "benchmark": ("kpis_benchmark", "REPT", "", "RE", "", "RE"),
    "term": ("glossary_term", "REPT", "RE", "RE", "RE", "RE"),
    "trade term": ("translations_tradeterm", "REPT", "RE", "RE", "RE", "RE"),
    "user": ("accounts_user", "R", "R", "R", "R", None),
    "account": ("accounts_account", "RS", "R", "R", "R", None),
    "group": ("auth_group", "R", "R", "R", "R", None),
    "email": ("account_emailaddress", "R", "R", "R", "R", None),
    "authenticator": ("mfa_authenticator", "R", "R", "R", "R", None),
    "job": ("jobs_job", "R", "", "", "", None),
    "deletion": ("jobs_retentionrun", "R", "", "", "", None),
}
# Every other address, by its name and what it is about.
ADDRESSES = {
    "index": Address(ANY, ANY),
    "password_change": Address(ANY, ANY),
    "password_change_done": Address(ANY, None),
    "jsi18n": Address(ANY, None),
    "autocomplete": Address("R", None, query="?app_label=accounts&model_name=membership&field_name=user"),
    "view_on_site": Address(ANY, ANY, of="term", more="1", answers=(404,)),
    "app_list": Address("REPT", "REPT", more="glossary"),
    "auth_user_password_change": Address("R", "R", of="user"),
    "accounts_account_states": Address("RS", None, of="account"),
    "accounts_account_figures": Address("", None, of="account"),  # open: test_support.py
    "assessments_usagestatistics_changelist": Address("REPTS", None),
}  # fmt: skip
# The life of a version: of a published one and of a draft.
LIFE = {
    ("structure", "questionnaire"): Address("REPT", None),
    ("structure", "draft questionnaire"): Address(
        "REPT", "RE", answers=(200, 404)
    ),  # moves nothing
    ("difference", "questionnaire"): Address("REPT", None),
    ("difference", "draft questionnaire"): Address("REPT", None),
    ("new_version", "questionnaire"): Address("RE", "RE"),
    ("new_version", "draft questionnaire"): Address("RE", "RE"),
    ("publish", "questionnaire"): Address("REPT", "RP"),
    ("publish", "draft questionnaire"): Address("REPT", "RP"),
    ("preview", "questionnaire"): Address("REPT", None, more="it"),
    ("preview_section", "questionnaire"): Address("REPT", "REPT", more="it|process_operations"),
    ("preview_section", "draft questionnaire"): Address("REPT", "REPT", more="it|new_one"),
    ("preview_review", "questionnaire"): Address("REPT", "REPT", more="it"),
    ("preview_result", "questionnaire"): Address("REPT", None, more="it|stable"),
}
# The door and the way out are for everybody: test_two_factor.py, tests/assessments/test_admin.py.
DOORS = {"login", "logout"}


def of_objects() -> dict[tuple[str, str], Address]:
    found = {}
    for of, (name, reads, adds, changes, deletes, puts_back) in OBJECTS.items():
        found[f"{name}_{CHANGELIST}", ""] = Address(reads, reads)
        found[f"{name}_{ADD}", ""] = Address(adds, adds)
        found[f"{name}_{CHANGE}", of] = Address(reads, changes, of)
        found[f"{name}_{DELETE}", of] = Address(deletes, deletes, of)
        found[f"{name}_{HISTORY}", of] = Address(reads, reads, of)
        if puts_back is not None:
            found[f"{name}_{PUT_BACK}", of] = Address(puts_back, puts_back, of, more="latest")
    return found


EXPECTED = (
    of_objects()
    | {(name, each.of): each for name, each in ADDRESSES.items()}
    | {
        (f"assessments_questionnaire_{name}", of): replace(each, of=of)
        for (name, of), each in LIFE.items()
    }
)


def names(resolver) -> set[str]:
    found = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= names(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(pattern.name)
    return found


def test_every_address_is_listed():
    [site] = [
        each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "admin"
    ]
    assert names(site) == {name for name, _of in EXPECTED} | DOORS


def readable(name: str) -> str:
    return name.replace(" ", "-") or "all"


@pytest.fixture(scope="module")
def staff(django_db_setup, django_db_blocker) -> Iterator[Staff]:
    with module_transaction(django_db_blocker):
        yield Staff(Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED))


@pytest.fixture(scope="module")
def signed_in(staff) -> dict[str, Client]:
    return staff.clients()


@pytest.fixture
def clients(signed_in) -> dict[str, Client]:
    return {role: copy_of(client) for role, client in signed_in.items()}


def copy_of(client: Client) -> Client:
    """Returns a client with the same cookies: what a test does with it, the next one does not see."""
    copy = Client()
    copy.cookies.update(client.cookies)
    return copy


def url_of(name: str, address: Address, staff: Staff) -> str:
    arguments = []
    if address.of:
        row = staff.objects[address.of]
        arguments = [row.pk]
        if address.more == "latest":
            arguments.append(row.history.last().history_id)
        elif address.more:
            arguments += address.more.split("|")
    elif address.more:
        arguments = [address.more]
    return reverse(f"admin:{name}", args=arguments) + address.query


@pytest.mark.parametrize("about", sorted({of for _, of in EXPECTED}), ids=readable)
def test_each_role_may_do_what_the_table_says(staff, clients, about):
    """Checks all addresses of one object together, so that the object is created once."""
    wrong = {}
    for (name, of), address in EXPECTED.items():
        if of == about:
            wrong |= wrong_answers(staff, clients, name, address)
    assert wrong == {}


def wrong_answers(staff: Staff, clients: dict[str, Client], name: str, address: Address) -> dict:
    url = url_of(name, address, staff)
    found = {}
    for role in ROLES:
        for method, allowed in (("get", address.get), ("post", address.post)):
            with transaction.atomic(), CaptureQueriesContext(connection) as queries:
                data = {"post": "yes"} if method == "post" else None
                response = getattr(clients[role], method)(url, data)
                transaction.set_rollback(True)
            written = [] if method == "post" and role in (allowed or "") else writes(queries)
            if written or not is_expected(role, allowed, address, response):
                found[name, ROLES[role], method] = (response.status_code, written)
    return found


def is_expected(role: str, allowed: str | None, address: Address, response) -> bool:
    leads_to_the_door = response.status_code == 302 and "/login/" in response["Location"]
    if role in ("anonymous", "owner"):
        return leads_to_the_door
    if allowed is None:
        return response.status_code in (403, 405)
    if role in allowed:
        return response.status_code in address.answers and not leads_to_the_door
    return response.status_code in (403, 404)


LISTS = {
    "term": "RE",  # what is not part of a questionnaire
    "trade term": "RE",
    "user": "R",
    "group": "R",
    "email": "R",
    "authenticator": "R",
}


@pytest.mark.parametrize("of", OBJECTS, ids=readable)
def test_which_roles_may_delete_from_a_list(staff, clients, of):
    row = staff.objects[of]
    url = reverse(f"admin:{OBJECTS[of][0]}_{CHANGELIST}")
    data = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    deleted = ""
    for role in ROLES:
        with transaction.atomic():
            clients[role].post(url, data)
            if not type(row).objects.filter(pk=row.pk).exists():
                deleted += role
            transaction.set_rollback(True)
    assert deleted == LISTS.get(of, "")


def test_unlisted_addresses_reveal_nothing(staff, clients):
    """Checks the short form of an object's address, and addresses that do not exist."""
    statement = staff.objects["statement"]
    for role in ROLES:
        client = clients[role]
        short = client.get(f"/admin/assessments/statement/{statement.pk}/")
        assert short.status_code == 302
        assert statement.text_en not in short.content.decode()
        assert client.get("/admin/no/such/page/").status_code in (302, 404)


def test_each_model_of_the_site_is_in_the_table():
    known = {name for name, *_ in OBJECTS.values()} | {"assessments_usagestatistics"}
    assert {f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry} == known
