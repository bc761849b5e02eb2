"""Follows people whose session ends while they type, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from assessments.models import Response
from tests.factories import PASSWORD, client_of, make_account, make_assessment, make_user
from tests.journeys.pages import sign_in

NOTE = ("Größe, 品質 & é. " * 118).strip()  # 1,887 characters
KEYS = ["client_onboarding", "sla_performance", "documentation", "workflow_review", "bottlenecks"]
FIGURES = {
    "leads": "501",
    "conversions": "52",
    "visitors": "1003",
    "hires": "4",
    "endpoints": "505",
}


def end_session(page: Page, cookie: str) -> None:
    page.context.clear_cookies(name=cookie)


def sign_in_again(page: Page, user: User) -> None:
    expect(page.locator("main")).to_contain_text("Sign in within an hour")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form .btn-primary").click()
    expect(page.locator("main")).to_contain_text("have not been saved yet. They are in the form")


@pytest.fixture
def user(content) -> User:
    return make_account(make_user("anna@example.com")).users.get()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_notes_outlive_the_session(content, open_page, user, script):
    assessment = make_assessment(content, account=user.memberships.get().account)
    page = open_page(java_script_enabled=script)
    sign_in(page.context, client_of(user))
    page.goto(f"/en/assessments/{assessment.pk}/sections/process_operations/")
    end_session(page, "sessionid")
    for key in KEYS:
        page.locator(f"#{key} details summary").click()
        page.locator(f"textarea[name={key}__note]").fill(NOTE)
    page.locator(".action-bar .btn-primary").click()
    page.wait_for_url("**/accounts/login/**")
    assert "note" not in page.url
    sign_in_again(page, user)
    for key in KEYS:
        expect(page.locator(f"textarea[name={key}__note]")).to_have_value(NOTE)
    page.locator(".action-bar .btn-primary").click()
    page.wait_for_url("**/technology_automation/")
    assert Response.objects.exclude(note="").count() == len(KEYS)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_figures_outlive_the_session(open_page, user, script, cookie):
    page = open_page(java_script_enabled=script)
    sign_in(page.context, client_of(user))
    page.goto("/en/kpis/new/")
    end_session(page, cookie)
    for name, figure in FIGURES.items():
        page.locator(f"input[name={name}]").fill(figure)
    page.locator("main form .btn-primary").click()
    if cookie == "sessionid":
        sign_in_again(page, user)
    expect(page.locator("main")).to_contain_text("have not been saved yet. They are in the form")
    for name, figure in FIGURES.items():
        expect(page.locator(f"input[name={name}]")).to_have_value(figure)
