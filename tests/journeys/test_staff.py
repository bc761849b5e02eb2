"""Tests the pages for staff in a browser: two editors, reverting, support and statistics."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from assessments.models import Statement
from tests.factories import client_of, make_account, make_assessment, make_completed
from tests.factories.kpis import YEAR_EXAMPLE, make_entry
from tests.journeys.every_page import LONG_NAME
from tests.journeys.pages import assert_console_is_empty, list_overflows, list_problems, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(content, open_page):
    """Opens a signed-in page for an editor of a name."""

    def make(name: str):
        page = open_page()
        user = User.objects.create_superuser(f"{name}@example.com", "x")
        sign_in(page.context, client_of(user))
        return page

    return make


def italian(page):
    page.locator(".ui-tabs-nav a", has_text="it").first.click()
    return page.locator("#id_text_it")


def test_the_second_editor_is_told_and_the_first_wording_comes_back(editor):
    statement = Statement.objects.get(key="upsell")
    old = statement.text_it
    address = f"/admin/assessments/statement/{statement.pk}/change/"
    first, second = editor("first"), editor("second")
    for page in (first, second):
        page.goto(address)
    for page in (first, second):
        page.get_by_label("The wording: it says the same thing, but better").check()
    italian(first).fill("Di lei")
    first.locator("[name=_save]").click()
    first.wait_for_selector(".success")
    italian(second).fill("Mio & <b>suo</b>")
    second.locator("[name=_save]").click()
    error = second.locator(".errorlist", has_text="first@example.com")
    expect(error).to_contain_text("“Di lei”")
    expect(italian(second)).to_have_value("Mio & <b>suo</b>")
    second.locator("[name=_save]").click()
    second.wait_for_selector(".success")
    statement.refresh_from_db()
    assert statement.text_it == "Mio & <b>suo</b>"

    second.goto(address)
    second.locator("a.historylink").click()
    expect(second.locator(".edit-entry").first.locator("ins").first).to_be_visible()
    assert "\n".join(list_problems(second)) == ""
    second.locator(".edit-entry a.button").last.click()
    assert "\n".join(list_problems(second)) == ""
    second.locator("input[type=submit]").click()
    second.wait_for_selector(".success")
    statement.refresh_from_db()
    assert statement.text_it == old
    for page in (first, second):
        assert_console_is_empty(page, hints=True)


def test_the_pages_of_support_and_numbers(editor, content):
    account = make_account(name=LONG_NAME)
    make_assessment(content, [1] * 7, account=account)
    make_completed(content, account=account)
    make_entry(account, **YEAR_EXAMPLE)
    account.support_access_until = timezone.now() + timedelta(days=1)
    account.save()
    page = editor("support")
    base = f"/admin/accounts/account/{account.pk}"
    desk = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 800})
    deletions = "/admin/jobs/retentionrun/"
    for path in (deletions, "/admin/accounts/account/", f"{base}/history/", f"{base}/change/"):
        page.goto(path)
        assert list_overflows(page) == []
    page.set_viewport_size(desk)
    page.get_by_role("link", name="Progress").click()
    assert "\n".join(list_problems(page)) == ""
    page.goto(f"{base}/figures/")
    expect(page.locator("main, #content").first).to_contain_text("3.55")
    assert "\n".join(list_problems(page)) == ""
    page.goto(deletions)
    expect(page.locator("#content-main, #content").first).to_contain_text(
        "Assessments without an account"
    )
    assert "\n".join(list_problems(page)) == ""
    page.goto("/admin/")
    page.get_by_role("link", name="Usage statistics").first.click()
    expect(page.locator("#content-main table")).to_contain_text("unknown")
    assert "\n".join(list_problems(page)) == ""
    assert_console_is_empty(page, hints=True)
