"""Tests in a browser how a company works with a colleague, from the invitation to the end."""

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from accounts.models import Membership, Role, User
from tests.accounts.inviting import LINK
from tests.factories import PASSWORD, client_of, make_account, make_user
from tests.journeys.pages import assert_console_is_empty, list_overflows, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
COMPANY, OWNER, COLLEAGUE = "Nordlicht Informatique", "anne@example.com", "marta@example.com"
SECRETS = (COMPANY, OWNER, COLLEAGUE)


def confirm_password(page: Page) -> None:
    page.wait_for_url("**/reauthenticate/**")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main .btn-primary").click()


def invite_in_italian(page: Page) -> None:
    page.goto("/fr/account/members/")
    page.locator("main a.btn-primary").click()
    page.locator("[name=email]").fill(COLLEAGUE)
    page.locator("select[name=role]").select_option("editor")
    page.locator("select[name=language]").select_option("it")
    page.locator("#page-form .btn-primary").click()
    expect(page.locator(".messages")).to_contain_text(COLLEAGUE)
    expect(page.locator("main table")).to_contain_text(COLLEAGUE)


def sign_up(page: Page) -> None:
    """Signs up from the page of the invitation, which asks for a password alone."""
    expect(page.locator("main")).to_contain_text(COMPANY)
    expect(page.locator("[name=email]")).to_have_value(COLLEAGUE)
    expect(page.locator("[name=company], [name=country], [name=currency]")).to_have_count(0)
    assert list_overflows(page) == []
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url("**/it/assessments/")
    expect(page.locator(".menu--company summary")).to_contain_text(COMPANY)


def row_of(page: Page, email: str):
    return page.locator("main tbody tr").filter(has_text=email)


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_a_colleague_comes_works_and_goes(content, open_page, mailoutbox, live_server, javascript):
    owner = make_user(OWNER, language="fr")
    account = make_account(owner, name=COMPANY, country="FR")
    of_owner, of_third = (open_page(java_script_enabled=javascript) for _ in range(2))
    sign_in(of_owner.context, client_of(owner))
    invite_in_italian(of_owner)
    [message] = mailoutbox
    link = LINK.search(message.body.replace(live_server.url, "http://testserver"))[1]
    assert link.startswith("/it/account/invitations/accept/")

    third = make_user("mallory@example.com")
    sign_in(of_third.context, client_of(third))
    of_third.goto(link)
    assert not any(secret in of_third.content() for secret in SECRETS)
    expect(of_third.locator("main form")).to_have_count(1)  # the way out
    assert not Membership.objects.filter(user=third).exists()

    of_colleague = open_page(320, java_script_enabled=javascript)
    of_colleague.goto(link)
    sign_up(of_colleague)
    colleague = User.objects.get(email=COLLEAGUE)
    assert EmailAddress.objects.get(user=colleague).verified
    assert Membership.objects.get(account=account, user=colleague).role == Role.EDITOR
    of_third.goto(link)
    assert not any(secret in of_third.content() for secret in SECRETS)

    assert of_colleague.goto("/it/kpis/new/").status == 200
    of_owner.goto("/fr/account/members/")
    row_of(of_owner, COLLEAGUE).locator("select").select_option("viewer")
    row_of(of_owner, COLLEAGUE).locator("button").click()
    expect(row_of(of_owner, COLLEAGUE).locator("select")).to_have_value("viewer")
    assert of_colleague.goto("/it/kpis/new/").status == 403

    row_of(of_owner, COLLEAGUE).locator("a").click()
    of_owner.locator("main .btn-primary").click()
    confirm_password(of_owner)
    of_owner.wait_for_url("**/fr/account/members/")
    expect(row_of(of_owner, COLLEAGUE)).to_have_count(0)
    of_colleague.goto("/it/kpis/")
    of_colleague.wait_for_url("**/it/account/")
    assert COMPANY not in of_colleague.content()
    assert_console_is_empty(of_owner)
    assert_console_is_empty(of_colleague)
    assert_console_is_empty(of_third)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_menu_switches_the_company_without_javascript(content, open_page, width):
    user = make_user()
    first, second = make_account(user, name="Nordlicht"), make_account(user, name="Alster")
    page = open_page(width, java_script_enabled=False)
    sign_in(page.context, client_of(user, first))
    page.goto("/de/kpis/")
    menu = page.locator(".menu--company")
    expect(menu.locator("summary")).to_contain_text("Nordlicht")
    expect(menu.locator("form").first).not_to_be_visible()
    menu.locator("summary").click()
    menu.get_by_role("button", name=second.name).click()
    page.wait_for_url("**/de/assessments/")
    expect(menu.locator("summary")).to_contain_text("Alster")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    menu.locator("form").last.get_by_role("button").click()
    page.wait_for_url("**/de/")
    expect(page.locator(".menu--company")).to_have_count(0)
