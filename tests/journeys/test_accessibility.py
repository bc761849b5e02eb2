"""Tests every page in every language, theme and width: axe, sideways scrolling, the console."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import Account, AccountExport, Membership, Role, User
from accounts.services.exports import account_export_fail
from assessments.models import Assessment
from assessments.services.assessment import assessment_save
from kpis.domain.enums import KpiKey
from tests.accounts.activities import make_one_of_each
from tests.accounts.exporting import make_export, request_export
from tests.accounts.inviting import invite
from tests.accounts.passkeys import add_passkey
from tests.accounts.provider_steps import PROVIDER, come_back_new
from tests.factories import (
    PASSWORD,
    WORKED_EXAMPLE,
    add_member,
    client_after_guest,
    client_of,
    confirm,
    confirmed_client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
    statements,
)
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry, quarters
from tests.journeys.pages import (
    LANGUAGES,
    assert_console_is_empty,
    list_problems,
    sign_in,
    submit_section,
)

pytestmark = pytest.mark.django_db(transaction=True)


def check(page, path: str, language: str, prepare=None) -> list[str]:
    page.goto(f"/{language}{path}")
    if prepare:
        prepare(page)
    return list_problems(page)


def send(page) -> None:
    page.locator("#page-form").evaluate("form => form.noValidate = true")
    page.locator("#page-form .btn-primary").click()
    page.wait_for_selector(".error-summary")


def open_menu(page) -> None:
    page.locator(".site-tools .menu summary").click()


def open_company_menu(page) -> None:
    page.locator(".menu--company summary").click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_everyone(content, open_page, language, mailoutbox):
    page = open_page()
    fields = {"email": "a@example.com", "password1": PASSWORD, "password2": PASSWORD}
    fields |= {"company": "A", "country": "IT", "currency": "EUR"}
    client = Client()
    client.post(f"/{language}/accounts/signup/", fields)
    confirm = re.search(r"(/accounts/confirm-email/\S+/)", mailoutbox[0].body)[1]
    problems = check(page, "/", language, open_menu)
    for path in (
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/confirm-email/",
        confirm,
        "/accounts/confirm-email/expired/",
        "/privacy/",
        "/kept/",
        "/accessibility/",
        "/nothing-here/",
    ):
        problems += check(page, path, language)
    for path in ("/accounts/login/", "/accounts/signup/"):
        problems += check(page, path, language, send)
    assert problems == []
    assert_console_is_empty(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_guest(content, open_page, language):
    page = open_page()
    page.goto(f"/{language}/")
    page.locator("main form button").click()
    page.wait_for_selector("fieldset.likert")
    assessment = page.url.split("/assessments/")[1].split("/")[0]
    base = f"/assessments/{assessment}/"

    def wrong(page) -> None:
        page.locator("#documentation input").first.evaluate(
            "input => { input.value = '7'; input.checked = true }"
        )
        submit_section(page)
        page.wait_for_selector(".error-summary")

    def open_term(page) -> None:
        page.locator("button.term").first.click()

    def complete(page) -> None:
        page.locator("main form .btn-primary").click()
        page.wait_for_selector(".error-summary:focus")

    problems = check(page, f"{base}sections/process_operations/", language)
    problems += check(page, f"{base}sections/process_operations/", language, wrong)
    problems += check(page, f"{base}sections/technology_automation/", language, open_term)
    problems += check(page, f"{base}review/", language)
    problems += check(page, f"{base}review/", language, complete)
    problems += check(page, f"{base}delete/", language)
    values = zip(statements(content), WORKED_EXAMPLE, strict=True)
    assessment_save(
        assessment=Assessment.objects.get(pk=assessment),
        values={row.id: value for row, value in values},
    )
    problems += check(page, f"{base}review/", language)
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/result/")
    problems += check(page, f"{base}result/", language)
    problems += check(page, "/", language)
    assert problems == []
    assert_console_is_empty(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_member(content, open_page, language):
    owner = make_user()
    account = make_account(owner, name="Managed Services Donaudampfschifffahrtsgesellschaft mbH")
    page, client = open_page(), client_after_guest(owner)
    sign_in(page.context, client)
    problems = check(page, "/assessments/", language)  # still empty
    assert page.locator("#claim").count() == 1
    client.post("/en/assessments/claim/", {"declined": "yes"})
    draft = make_assessment(content, [3, 2, 1], account=account, user=owner)
    done = make_completed(content, account=account)
    highest = make_completed(content, [5] * 20, account=account)
    paths = [
        "/assessments/",
        f"/assessments/{done.pk}/result/",
        f"/assessments/{highest.pk}/result/",
        "/account/",
    ]
    paths += [
        f"/assessments/{draft.pk}/delete/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/logout/",
        "/accounts/sessions/",
        "/accounts/delete/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
    ]
    for path in paths:
        problems += check(page, path, language)
    problems += check(
        page, "/account/", language, lambda page: (page.locator("[name=name]").fill(""), send(page))
    )
    assert problems == []
    assert_console_is_empty(page)


def check_exports(page, account: Account, owner: User, language: str) -> list[str]:
    """Checks the pages of exports: before the first, while one is prepared, failed and ready."""
    path = "/account/export/"
    problems = check(page, path, language)
    export = request_export(account, owner, language)
    AccountExport.objects.filter(pk=export.pk).update(parts_done=23, parts_total=240)
    problems += check(page, path, language)
    problems += check(page, f"{path}{export.pk}/", language)
    account_export_fail(export_id=export.pk)
    make_export(account)
    problems += check(page, f"{path}{export.pk}/", language)
    return problems + check(page, path, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_members_and_invitations(content, open_page, language):
    owner = make_user("owner@example.com")
    account = make_account(owner, name="Managed Services Donaudampfschifffahrtsgesellschaft mbH")
    add_member(make_account(name="Alster Cloud"), Role.VIEWER, owner)
    member = Membership.objects.get(account=account, user=add_member(account, Role.EDITOR)).pk
    token = invite(account, "marta@example.com", language=language)
    link = f"/account/invitations/accept/{token}/"
    page = open_page()
    problems = check(page, link, language)
    problems += check(page, link, language, send)
    problems += check(page, "/account/invitations/accept/expired/", language)
    make_one_of_each(account, owner)
    sign_in(page.context, confirm(client_of(owner, account)))
    filters = "activity/?since=2026-02-01&until=2026-01-31"
    paths = (
        "members/",
        f"members/{member}/remove/",
        "invitations/",
        "activity/",
        filters,
        "delete/",
    )
    for path in paths:
        problems += check(page, f"/account/{path}", language)
    problems += check(page, link, language)
    problems += check_exports(page, account, owner, language)
    problems += check(page, "/privacy/", language, open_company_menu)
    problems += check(page, "/account/invitations/", language, send)
    Account.objects.filter(pk=account.pk).update(deletion_due_at=datetime(2099, 12, 4, tzinfo=UTC))
    problems += check(page, "/account/delete/", language)
    assert problems == []
    assert_console_is_empty(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_sign_in_with_a_passkey_or_a_provider(content, open_page, language, settings):
    settings.OIDC_PROVIDER = PROVIDER
    user = make_user()
    client = confirmed_client_of(user)
    add_passkey(client)
    key = user.authenticator_set.get(type="webauthn").pk
    page = open_page()
    sign_in(page.context, client)
    problems = []
    for path in ("add/", "", f"keys/{key}/edit/", f"keys/{key}/remove/", "reauthenticate/"):
        problems += check(page, f"/accounts/2fa/webauthn/{path}", language)
    problems += check(page, "/accounts/provider/", language)
    page = open_page()
    guest = Client()
    come_back_new(guest, "new@example.com")
    sign_in(page.context, guest)
    problems += check(page, "/accounts/provider/signup/", language)
    problems += check(page, "/accounts/login/", language)
    guest = Client()
    guest.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
    sign_in(page.context, guest)
    problems += check(page, "/accounts/2fa/authenticate/", language)
    assert problems == []
    assert_console_is_empty(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_one_kpi_of_targets_and_of_deleting(content, open_page, language):
    owner = make_user()
    account = make_account(owner, name="Managed Services Donaudampfschifffahrtsgesellschaft mbH")
    entries = [make_entry(account, day, **YEAR_EXAMPLE | MONTH_EXAMPLE) for day in quarters(6)]
    entry = entries[0].pk
    page, client = open_page(), client_of(owner)
    sign_in(page.context, client)
    client.post("/en/kpis/targets/", dict.fromkeys(KpiKey, "2"))
    note = f"/kpis/history/csat/notes/{entry}/"
    client.post(f"/en{note}", {"note": "Ein Kunde ist weggefallen."})

    def negative(page) -> None:
        page.locator("#csat").fill("-1")
        send(page)

    problems = check(page, "/kpis/targets/", language, negative)
    for path in ("history/csat/", "history/mrr/", "history/cltv/", f"{entry}/delete/"):
        problems += check(page, f"/kpis/{path}", language)
    problems += check(page, note, language)
    client.post(f"/en/kpis/{entry}/delete/")
    problems += check(page, "/kpis/", language)
    assert problems == []
    assert_console_is_empty(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_viewer_and_of_a_user_without_company(content, open_page, language):
    account = make_account()
    page = open_page()
    sign_in(page.context, client_of(add_member(account, Role.VIEWER)))
    problems = check(page, "/account/", language)
    problems += check(
        page, f"/assessments/{make_assessment(content, account=account).pk}/review/", language
    )
    page = open_page()
    sign_in(page.context, client_of(make_user()))
    problems += check(page, "/account/", language)
    problems += check(page, "/account/", language, send)
    assert problems == []
    assert_console_is_empty(page)
