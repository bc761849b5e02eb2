"""Tests passkeys in a real browser, with an authenticator that it simulates."""

import pytest
from playwright.sync_api import Page

from accounts.models import User
from tests.factories import PASSWORD, make_account, make_user
from tests.journeys.pages import assert_console_is_empty

pytestmark = pytest.mark.django_db(transaction=True)


def plug_in_authenticator(page: Page):
    """Gives the browser a device that holds passkeys, whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, added["authenticatorId"]


def sign_in_by_password(page: Page, user: User) -> None:
    page.goto("/en/accounts/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("#page-form .btn-primary")


def test_a_passkey_is_added_and_signs_in_alone_and_as_second_factor(content, open_page):
    user = make_user("anna@example.com")
    make_account(user)
    page = open_page()
    authenticator = plug_in_authenticator(page)
    sign_in_by_password(page, user)
    page.wait_for_url("**/assessments/")
    page.goto("/en/accounts/2fa/")
    page.click("text=Add a passkey")
    page.fill("[name=password]", PASSWORD)
    page.click("#page-form .btn-primary")
    page.fill("[name=name]", "My laptop")
    page.click("#passkey-add")
    page.wait_for_url("**/2fa/recovery-codes/")
    page.goto("/en/accounts/2fa/webauthn/")
    assert "Signs you in without a password" in page.inner_text("main")
    page.context.clear_cookies()

    page.goto("/en/accounts/login/")
    page.click("#passkey-login")
    page.wait_for_url("**/assessments/")
    page.context.clear_cookies()

    sign_in_by_password(page, user)
    page.wait_for_url("**/2fa/authenticate/")
    page.click("#passkey-use")
    page.wait_for_url("**/assessments/")
    page.context.clear_cookies()
    assert_console_is_empty(page)
    says_so_when_it_cannot_be_used(page, *authenticator)


def says_so_when_it_cannot_be_used(page: Page, session, authenticator: str) -> None:
    """Checks the sign-in page of a browser whose authenticator holds no passkey any more."""
    session.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    page.goto("/de/accounts/login/")
    notice = page.locator("#passkey-failed")
    assert not notice.is_visible()
    page.click("#passkey-login")
    notice.wait_for()
    assert page.url.endswith("/de/accounts/login/")
    assert_console_is_empty(page)


def test_without_javascript_no_passkey_is_offered(content, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/en/accounts/login/")
    assert page.locator("#passkey-login").count() == 1
    assert not page.locator("#passkey-login").is_visible()
