"""Fills out every form of every page with long texts, as people, guests and staff see it.

After an ended session, a lost CSRF cookie and a database that is away, all of it is on a page; so
it is where a field refuses it. Characters that nobody sees make no difference to what a form says.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from accounts.models import User
from assessments.models import Questionnaire
from tests.backoffice.staff import Staff
from tests.backoffice.test_permissions import EXPECTED, url_of
from tests.factories import (
    client_of,
    confirmed_client_of,
    make_account,
    make_assessment,
    make_completed,
)
from tests.factories.kpis import make_entry
from tests.module_rows import module_transaction
from tests.page_forms import PageForm, forms_in, values_in
from tests.test_nothing_lost import FORMS, SAME_SITE
from tests.test_tenancy import addresses

# One process reads all pages for the forms.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("every form")]

LONG = ("Über Größe, 品質 & <b>«Ziele»</b> " * 70).strip()  # more than 2,000 characters
TWO_THOUSAND = "ä" * 2000
INVALID = re.compile(r'<(?:input|select|textarea)\b[^>]*\baria-invalid="true"[^>]*>')
# A version is looked at, and nothing that is tried out is stored.
PREVIEW = "_preview_"
# Pages of allauth on which people type something else than passwords and codes.
SIGNED_OUT = ["account_login", "account_signup", "account_reset_password"]
OF_SIGN_IN = [*SIGNED_OUT, "account_email"]
NOTHING_TYPED = {
    "account_confirm_login_code", "account_logout", "account_delete_user", "account_change_password", "account_set_password", "account_inactive",
    "account_reauthenticate", "account_confirm_email", "account_email_verification_sent",
    "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}  # fmt: skip


@dataclass
class Form:
    """Represents one form of a page, filled out by somebody."""

    user: User | None
    page: str
    address: str
    fields: dict[str, str]
    typed: dict[str, str]
    of_page: PageForm

    @property
    def client(self) -> Client:
        client = Client(enforce_csrf_checks=True)
        if self.user is not None:
            client.force_login(self.user)
        return client

    def lost_in(self, page: str, typed: Mapping[str, str] | None = None) -> list[str]:
        shown = values_in(page)
        typed = self.typed if typed is None else typed
        return [name for name, text in typed.items() if shown.get(name) != text]


def forms_of(address: str, user: User | None) -> Iterator[Form]:
    client = client_of(user) if user else Client()
    page = client.get(address)
    if page.status_code != 200:
        return
    for form in forms_in(page.content.decode()):
        if typed := form.typed_as(LONG):
            yield Form(
                user, address, urljoin(address, form.action), form.values | typed, typed, form
            )


class Site:
    """Represents all pages with forms, and a reader who may use each."""

    def __init__(self, content: Questionnaire):
        staff = Staff(content)
        self.user = staff.users["R"]
        account = make_account(self.user)
        draft = make_assessment(content, account=account)
        done = make_completed(content, account=account)
        entry = make_entry(account, leads=5)
        arguments = {
            "assessments:section": [draft.pk, "process_operations"],
            "assessments:withdraw": [done.pk],
            "assessments:links": [done.pk],
            "kpis:edit": [entry.pk],
            "kpis:note": ["csat", entry.pk],
        }
        ours = [name for name in FORMS if not name.startswith(("admin:", "account_"))]
        self.pages = [(reverse(name, args=arguments.get(name, [])), self.user) for name in ours]
        self.pages += [(reverse(f"translations:{name}"), self.user) for name in ("matrix", "files")]
        self.pages += [
            (url_of(name, address, staff), self.user)
            for (name, _), address in EXPECTED.items()
            if address.get and address.post and PREVIEW not in name
        ]
        self.pages += [
            (reverse(name), None if name in SIGNED_OUT else self.user) for name in OF_SIGN_IN
        ]
        self.forms = [form for page, user in self.pages for form in forms_of(page, user)]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[Site]:
    with module_transaction(django_db_blocker):
        yield Site(Questionnaire.objects.get(status=Questionnaire.Status.PUBLISHED))


def test_the_walk_finds_the_forms(site):
    pages = {form.page for form in site.forms}
    assert len(pages) >= 40
    assert sum(len(form.typed) for form in site.forms) > 400


def test_an_ended_session_loses_no_text(site):
    lost = {}
    for form in site.forms:
        if form.user is None:
            continue
        client = client_of(form.user)
        client.get(form.page)  # the browser learns who is signed in
        del client.cookies["sessionid"]
        sent = client.post(form.address, form.fields)
        assert "/login/" in sent["Location"], form.address
        assert len(sent["Location"]) < 300
        client.force_login(form.user)
        if names := form.lost_in(client.get(form.page).content.decode()):
            lost[form.page] = names
    assert lost == {}


def test_a_lost_csrf_cookie_loses_no_text(site):
    lost = {}
    for form in site.forms:
        client = form.client
        client.cookies["appearance"] = "light"  # a browser that takes cookies
        sent = client.post(form.address, form.fields, headers=SAME_SITE)
        assert sent.status_code == 303, form.address
        if names := form.lost_in(client.get(sent["Location"]).content.decode()):
            lost[form.page] = names
    assert lost == {}


def test_a_database_that_is_away_loses_no_text(site, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise OperationalError("the database system is shutting down")

    lost = {}
    for form in site.forms:
        client = Client(raise_request_exception=False)
        with monkeypatch.context() as away:
            away.setattr(connection, "cursor", fail)
            away.setattr(connection, "ensure_connection", fail)
            sent = client.post(form.address, form.fields)
        assert sent.status_code == 503, form.address
        if names := form.lost_in(sent.content.decode()):
            lost[form.page] = names
    assert lost == {}


# What a browser extension, or a page of another release, adds to a form.
UNKNOWN = {"lastpass-otp": "unknown-value", "client_onboarding_old__note": "unknown-value"}


def test_names_that_no_form_knows_are_ignored(site):
    """Sends our forms with and without them, the admin's with them alone: none is named."""
    signed_in, differing = client_of(site.user), {}
    for form in site.forms:
        client, answers = signed_in if form.user else Client(), set()
        plain = [] if form.address.startswith("/admin/") else [form.fields]
        for fields in (*plain, form.fields | UNKNOWN):
            with transaction.atomic():
                sent = client.post(form.address, fields)
                transaction.set_rollback(True)
            page = sent.content.decode()
            assert not any(word in page for pair in UNKNOWN.items() for word in pair), form.address
            errors = page.count("error") + page.count("invalid")
            answers.add((sent.status_code, _without_ids(sent.get("Location", "")), errors))
        if len(answers) > 1:
            differing[form.address] = answers
    assert differing == {}


def _without_ids(address: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", address)


def test_every_address_of_sign_in_is_listed():
    """Leaves out those that take passwords, codes or a press alone."""
    out = {name for name in addresses() if name.startswith(("account_", "mfa_"))} - set(OF_SIGN_IN)
    assert {name for name in out if not name.startswith("mfa_")} == NOTHING_TYPED


class Browsers:
    """Sends forms as their readers, whose passwords were just typed; nothing that is sent stays."""

    def __init__(self, site: Site):
        self.signed_out, self.signed_in = Client(), confirmed_client_of(site.user)
        # The addresses of one kind have one form, whichever row they are about.
        self.forms = {resolve(form.address).view_name: form for form in site.forms}.values()

    def send(self, form: Form, typed: Mapping[str, str]) -> HttpResponse:
        client = self.signed_out if form.user is None else self.signed_in
        with transaction.atomic():
            response = client.post(form.address, form.fields | typed)
            transaction.set_rollback(True)
        return response

    def outcome(self, form: Form, typed: Mapping[str, str]) -> tuple[int, list[str]]:
        """Returns the status, and the names of the fields that the page marks as invalid."""
        response = self.send(form, typed)
        return response.status_code, invalid_in(response.content.decode())


def invalid_in(page: str) -> list[str]:
    return re.findall(r'\bname="([^"]+)"', " ".join(INVALID.findall(page)))


def test_two_thousand_characters_are_taken_or_refused_beside_their_field(site):
    browsers = Browsers(site)
    answers = {}
    for form in browsers.forms:
        typed = dict.fromkeys(form.typed, TWO_THOUSAND)
        response = browsers.send(form, typed)
        page = response.content.decode()
        if response.status_code != 302:
            answers[form.page] = (form.lost_in(page, typed), bool(invalid_in(page)))
    assert {page: each for page, each in answers.items() if each != ([], True)} == {}
    assert len(answers) > 25


def test_what_nobody_sees_makes_no_difference_in_any_form(site):
    browsers = Browsers(site)
    differ = {}
    for form in browsers.forms:
        plain = form.of_page.typed_as("12")
        pasted = {
            name: f"\u202d{text[:1]}\u200b{text[1:]}\u202c\ufeff" for name, text in plain.items()
        }
        outcomes = [browsers.outcome(form, typed) for typed in (plain, pasted)]
        if outcomes[0] != outcomes[1]:
            differ[form.page] = outcomes
    assert differ == {}
