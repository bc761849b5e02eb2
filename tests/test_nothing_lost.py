"""Tests that nothing typed is lost: each form after an ended session and a lost CSRF cookie.

An address that is in none of the three lists fails `test_every_form_is_listed`.
"""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from assessments.models import Statement
from tests.factories import (
    PASSWORD,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import make_entry
from tests.test_tenancy import addresses
from translations.domain.submission import BASELINE, SOURCE, TARGET, TEXT
from web.models import KeptSubmission

pytestmark = pytest.mark.django_db

LONG = "Über Größe, 品質 & <b>«Ziele»</b> " * 65  # more than 2,000 characters
SHOWN = "Über Größe, 品質 &amp; &lt;b&gt;«Ziele»&lt;/b&gt; " * 60
SAME_SITE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}

FORMS = {
    # name: (fields that are sent, what the page must show of them)
    "assessments:section": ({"documentation": "4", "documentation__note": LONG}, [SHOWN, 'value="4" checked']),
    "assessments:withdraw": ({"reason": LONG}, [SHOWN]),
    "assessments:links": ({"days": "90"}, ['value="90" selected']),
    "assessments:new": ({"assessed_on": "2020-02-03"}, ['value="2020-02-03"']),
    "accounts:account": ({"name": LONG, "country": "FR", "currency": "CHF", "time_zone": "UTC"}, [SHOWN, 'value="CHF" selected']),
    "accounts:invitations": ({"email": "new@example.com", "role": "viewer", "language": "it"}, ['value="new@example.com"', 'value="viewer" selected', 'value="it" selected']),
    "kpis:new": ({"typed_in": "en", "period_type": "month", "period_start": "2026-02-01", "leads": LONG, "hires": "12"}, [SHOWN, 'value="12"', 'value="2026-02-01"']),
    "kpis:edit": ({"typed_in": "en", "version": "1", "period_type": "quarter", "period_start": "2026-01-01", "total_revenue": "98765.4", "leads": LONG}, [SHOWN, 'value="98765.4"']),
    "kpis:note": ({"note": LONG}, [SHOWN]),
    "kpis:targets": ({"typed_in": "en", "csat": LONG, "mrr": "98765.4"}, [SHOWN, 'value="98765.4"']),
    "account_email": ({"email": "new@example.com"}, ['value="new@example.com"']),
    "admin:assessments_statement_change": ({"text_en": LONG, "text_it": "Scritto"}, [SHOWN, "Scritto"]),
    "admin:accounts_user_add": ({"email": "new@example.com"}, ['value="new@example.com"']),
    "translations:texts": ({}, ["Scritto da qualcuno"]),
}  # fmt: skip
# Buttons alone: nothing was typed. The way back leads to the page that has them.
BUTTONS = {
    "assessments:start", "assessments:review", "assessments:delete", "assessments:put_back",
    "assessments:revoke", "assessments:claim", "accounts:switch", "accounts:support", "web:appearance", "web:kept",
    "accounts:member", "accounts:member_remove", "accounts:delete", "accounts:delete_undo", "accounts:exports", "accounts:invitation_again", "accounts:invitation_revoke",
    "accounts:invitation_accept",  # passwords, which are never kept
    "kpis:delete", "kpis:restore",
    "kpis:import", "kpis:import_preview",  # a file, which the browser does not give twice
}  # fmt: skip
# Every page of the admin has the same three views; those of sign-in are allauth's own.
ELSEWHERE = ("admin:", "account_", "mfa_", "translations:")


def test_every_form_is_listed(content):
    """Sends to every address of ours: those that take it are in a list."""
    ours = {name for name in addresses() if ":" in name or name in ("home", "root", "shared")}
    reads_only = {name for name in ours - FORMS.keys() - BUTTONS if not name.startswith(ELSEWHERE)}
    assert FORMS.keys() | BUTTONS <= set(addresses())
    some_id, key = "11111111-1111-1111-1111-111111111111", "process_operations"
    for name in sorted(reads_only):
        path = next(filter(None, (_path(name, args) for args in ([], [some_id], [key]))))
        assert Client().post(path).status_code == 405, name


def _path(name: str, arguments: list[str]) -> str:
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


class Sender:
    """Represents an owner with data, who is staff as well, and their browser."""

    def __init__(self, content, *, csrf: bool = False):
        self.user = make_user("anna@example.com", is_staff=True, is_superuser=True)
        self.account = make_account(self.user)
        self.draft = make_assessment(content, account=self.account)
        self.done = make_completed(content, account=self.account)
        self.entry = make_entry(self.account, leads=5)
        self.client = Client(enforce_csrf_checks=csrf)
        self.client.force_login(self.user)

    def address(self, name: str) -> str:
        arguments = {
            "assessments:section": [self.draft.pk, "process_operations"],
            "assessments:withdraw": [self.done.pk],
            "assessments:links": [self.done.pk],
            "kpis:edit": [self.entry.pk],
            "kpis:note": ["csat", self.entry.pk],
            "admin:assessments_statement_change": [Statement.objects.get(key="documentation").pk],
        }.get(name, [])
        return reverse(name, args=arguments)

    def fields(self, name: str) -> dict[str, str]:
        if name != "translations:texts":
            return FORMS[name][0]
        page = self.client.get(self.address(name) + "?target=it")
        entry = page.context["entries"][0]
        key = entry.key
        return {
            TARGET: "it",
            TEXT + key: "Scritto da qualcuno",
            BASELINE + key: entry.baseline,
            SOURCE + key: getattr(entry, "source_fingerprint", ""),
        }


def sign_in(client: Client, location: str, email: str = "anna@example.com"):
    page = client.get(location, follow=True)
    following = page.context["redirect_field_value"]
    data = {"login": email, "password": PASSWORD, "next": following}
    return page, client.post("/en/accounts/login/", data, follow=True)


@pytest.mark.parametrize("name", FORMS)
def test_an_ended_session_loses_nothing(content, caplog, name):
    caplog.set_level(logging.DEBUG)
    sender = Sender(content)
    address, fields = sender.address(name), sender.fields(name)
    sender.client.get(address)  # the browser learns who is signed in
    del sender.client.cookies["sessionid"]
    sent = sender.client.post(address, fields)
    login, page = sign_in(sender.client, sent["Location"])
    text = page.content.decode()
    assert "Sign in within an hour" in login.content.decode()
    assert "They are in the form" in text
    for shown in FORMS[name][1]:
        assert shown in text
    trail = [sent["Location"], *(where for where, _ in login.redirect_chain + page.redirect_chain)]
    travelled = " ".join(trail).replace(address, "")
    assert not any(part in travelled for part in ("ber", "Scritto", "note"))
    assert "Größe" not in caplog.text
    other = Client()
    other.force_login(sender.user)
    assert "They are in the form" not in other.get(address).content.decode()


@pytest.mark.parametrize("name", FORMS)
def test_a_lost_csrf_cookie_loses_nothing(content, name):
    sender = Sender(content, csrf=True)
    address, fields = sender.address(name), sender.fields(name)
    sent = sender.client.post(address, fields, headers=SAME_SITE)
    assert sent.status_code == 303
    assert urlsplit(sent["Location"]).query in ("", "target=it")
    text = sender.client.get(sent["Location"]).content.decode()
    assert "have not been saved yet. They are in the form" in text
    for shown in FORMS[name][1]:
        assert shown in text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"referer": "http://testserver.evil.example/en/"},
    ],
)
def test_a_form_from_elsewhere_is_refused_and_not_kept(content, headers):
    sender = Sender(content, csrf=True)
    sent = sender.client.post("/en/account/", {"name": "Taken"}, headers=headers)
    assert sent.status_code == 403
    assert not KeptSubmission.objects.exists()


def test_a_password_is_never_kept(content):
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "gone"
    fields = {"login": "anna@example.com", "password": PASSWORD}
    sent = client.post("/en/accounts/login/", fields, headers=SAME_SITE)
    assert PASSWORD not in KeptSubmission.objects.get().fields
    assert 'value="anna@example.com"' in client.get(sent["Location"]).content.decode()


def kept_note(content) -> tuple[Sender, str]:
    sender = Sender(content)
    address = sender.address("assessments:section")
    sender.client.get(address)
    del sender.client.cookies["sessionid"]
    sender.client.post(address, {"documentation__note": "My own words", "documentation__shown": ""})
    return sender, address


def test_somebody_else_in_the_same_browser_sees_nothing(content):
    sender, address = kept_note(content)
    sender.client.force_login(make_user("other@example.com"))
    assert sender.client.get(address).status_code == 404
    assert "My own words" not in sender.client.get("/en/kept/").content.decode()


def test_what_was_stored_meanwhile_is_shown_where_nothing_was_typed(content):
    sender, address = kept_note(content)
    client_of(sender.user).post(address, {"documentation": "5"})
    sender.client.force_login(sender.user)
    text = sender.client.get(address).content.decode()
    assert "My own words" in text
    assert 'name="documentation" value="5" checked' in text


def test_what_is_stored_is_not_kept_any_more(content):
    sender, address = kept_note(content)
    sender.client.force_login(sender.user)
    sender.client.post(address, {"documentation__note": "My own words"})
    assert not KeptSubmission.objects.exists()
    assert "They are in the form:" not in sender.client.get(address).content.decode()


def test_after_an_hour_it_is_deleted(content):
    sender, address = kept_note(content)
    KeptSubmission.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    sender.client.force_login(sender.user)
    assert "My own words" not in sender.client.get(address).content.decode()
    call_command("delete_old_data", verbosity=0)
    assert not KeptSubmission.objects.exists()


def test_what_is_sent_in_place_is_kept_too(content):
    """Sends as htmx does, which is told that nobody is signed in; then opens the page anew."""
    sender = Sender(content)
    address = sender.address("assessments:section")
    del sender.client.cookies["sessionid"]
    fields = {"documentation__note": "My own words"}
    assert sender.client.post(address, fields, headers={"hx-request": "true"}).status_code == 401
    _, page = sign_in(sender.client, f"/en/accounts/login/?next={address}")
    assert "My own words" in page.content.decode()


def test_a_guest_whose_assessment_is_gone_can_copy_what_they_wrote(content):
    guest = Client()
    key = guest.post("/en/assessments/start/")["Location"].split("/")[3]
    address = f"/en/assessments/{key}/sections/process_operations/"
    del guest.cookies["sessionid"]
    notes = {"documentation__note": LONG, "bottlenecks__note": "A second note"}
    sent = guest.post(address, notes)
    make_account(make_user("new@example.com"))
    _, page = sign_in(guest, sent["Location"], "new@example.com")
    assert SHOWN in page.content.decode()
    assert "A second note" in page.content.decode()
    guest.post("/en/kept/")
    assert not KeptSubmission.objects.exists()


def test_a_button_leads_back_to_its_page(content):
    sender = Sender(content)
    sender.client.get("/en/account/")
    del sender.client.cookies["sessionid"]
    page = {"referer": "http://testserver/en/account/"}
    sent = sender.client.post("/en/account/support/", {"allowed": "yes"}, headers=page)
    _, answer = sign_in(sender.client, sent["Location"])
    assert answer.redirect_chain[-1][0] == "/en/account/"


def test_one_browser_keeps_no_more_than_its_share(content):
    client = Client()
    for number in range(25):
        client.post(f"/en/kpis/new/?number={number}", {"leads": "1"})
    assert KeptSubmission.objects.count() == 20


def test_too_much_is_not_kept_and_said(content):
    client = Client()
    sent = client.post("/en/kpis/new/", {"leads": "1" * 700_000})
    assert "too large to bring back" in client.get(sent["Location"]).content.decode()
    assert not KeptSubmission.objects.exists()


def test_staff_without_their_second_factor_lose_nothing(content, settings):
    settings.STAFF_TWO_FACTOR = True
    sender = Sender(content)
    address = sender.address("admin:assessments_statement_change")
    sender.client.post(address, {"text_en": LONG})
    settings.STAFF_TWO_FACTOR = False
    assert SHOWN in sender.client.get(address).content.decode()
