"""Lists the kinds of pages, and the forms with what they refuse, for tests that read them all."""

from datetime import date

from django.test import Client

from accounts.models import Role
from assessments.models import Assessment
from tests.accounts.member_pages import pages_of_members
from tests.factories import (
    WORKED_EXAMPLE,
    add_member,
    client_after_guest,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry


def pages(content):
    """Yields (client, path) of every kind of page."""
    owner = make_user()
    account = make_account(owner)
    draft = make_assessment(content, WORKED_EXAMPLE[:7], account=account, user=owner)
    viewer = client_of(add_member(account, Role.VIEWER))
    yield from pages_of_guest()
    yield from pages_of_member(content, client_of(owner), draft)
    for user in (owner, add_member(account, Role.VIEWER), make_user()):
        yield client_after_guest(user), "privacy/"  # asks whose the guest's answers are
    yield viewer, "kpis/new/"
    yield viewer, "account/"
    yield viewer, "account/members/"
    yield from pages_of_members(owner, account)
    yield viewer, f"assessments/{draft.pk}/review/"
    yield from pages_without_data()


def pages_of_guest():
    guest = Client()
    key = guest.post("/en/assessments/start/")["Location"].split("/")[3]
    yield guest, ""
    yield guest, f"assessments/{key}/sections/technology_automation/"
    yield guest, f"assessments/{key}/review/"
    yield guest, f"assessments/{key}/delete/"


def pages_of_member(content, member: Client, draft: Assessment):
    account = draft.account
    done = make_completed(content, account=account)
    top = make_completed(content, [5] * 20, account=account)
    make_entry(account, date(2026, 1, 1), **YEAR_EXAMPLE)
    figures = YEAR_EXAMPLE | MONTH_EXAMPLE | {"employees_left": 30, "clients_lost": 40}
    del figures["leads"]
    entry = make_entry(account, date(2026, 4, 1), **figures)
    for path in (
        "assessments/",
        f"assessments/{draft.pk}/review/",
        f"assessments/{done.pk}/result/",
        f"assessments/{top.pk}/result/",
        "account/",
        "accounts/email/",
        "accounts/password/change/",
        "accounts/logout/",
        "accounts/2fa/",
        "accounts/2fa/webauthn/",
        "accounts/sessions/",
        "accounts/delete/",
        "kpis/",
        "kpis/new/",
        f"kpis/{entry.pk}/",
        f"kpis/{entry.pk}/edit/",
        f"kpis/{entry.pk}/delete/",
        "kpis/history/csat/",
        "kpis/history/mrr/",
        f"kpis/history/csat/notes/{entry.pk}/",
        "kpis/targets/",
        "kpis/import/",
        "kpis/worksheet/",
    ):
        yield member, path


def pages_without_data():
    """Yields the pages without a user, and those of users without a company or any data."""
    owner = make_user()
    make_account(owner)
    yield client_of(owner), "kpis/"
    yield client_of(owner), "assessments/"
    yield client_of(make_user()), "account/"
    for path in (
        "",
        "accounts/login/",
        "accounts/signup/",
        "accounts/password/reset/",
        "accounts/password/reset/done/",
        "accounts/password/reset/key/x-y/",
        "accounts/confirm-email/",
        "accounts/confirm-email/expired/",
        "privacy/",
        "kept/",
        "accessibility/",
        "nothing/here/",
    ):
        yield Client(), path


def forms():
    """Yields (path, data that is refused) of every form."""
    yield "accounts/login/", {"login": "nobody@example.com", "password": "wrong"}
    yield "accounts/login/", {}
    yield "accounts/signup/", {}
    yield (
        "accounts/signup/",
        {"email": "x", "password1": "123", "password2": "4", "country": "XX", "currency": "EUR"},
    )
    yield (
        "accounts/signup/",
        {"email": "a@example.com", "password1": "password", "password2": "password"},
    )
    yield "accounts/password/reset/", {"email": "x"}


def refused_figures():
    yield {}
    yield {"period_type": "month", "period_start": "2099-01-01"}
    yield {
        "period_type": "week",
        "period_start": "2026-01-02",
        "tickets_received": "200",
        "tickets_within_sla": "300",
    }
    yield {
        "leads": "-1",
        "visitors": "1,5.5",
        "marketing_spend": "abc",
        "hires": "2" * 40,
        "cltv_method": "x",
    }
