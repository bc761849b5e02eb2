"""Tests in a browser how an owner takes the company's data out, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import AccountExport
from accounts.services.exports import account_export_prepare
from tests.accounts.exporting import EXPORTED
from tests.factories import PASSWORD, client_of, make_account, make_user
from tests.journeys.pages import assert_console_is_empty, list_overflows, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def confirm_password(page: Page) -> None:
    page.wait_for_url("**/reauthenticate/**")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main .btn-primary").click()


def ready(export: AccountExport) -> None:
    account_export_prepare(
        export_id=export.pk, write=lambda file, *_: file.write(EXPORTED.encode())
    )


@pytest.mark.parametrize("javascript", [True, False], ids=["with", "without"])
def test_an_owner_exports_everything(content, open_page, javascript):
    owner = make_user()
    account = make_account(owner)
    page = open_page(320, java_script_enabled=javascript)
    sign_in(page.context, client_of(owner))
    page.goto("/en/account/")
    page.get_by_role("link", name="Data export").click()
    assert list_overflows(page) == []
    page.get_by_role("button", name="Prepare a data export").click()
    confirm_password(page)
    page.wait_for_url("**/en/account/export/")
    state = page.locator("#export-state")
    expect(state).to_contain_text("Waiting to start.")
    export = AccountExport.objects.get(account=account)
    AccountExport.objects.filter(pk=export.pk).update(parts_done=23, parts_total=240)
    if not javascript:
        page.get_by_role("link", name="Show progress").click()
    expect(state).to_contain_text("23 of 240 files")
    assert list_overflows(page) == []
    ready(export)
    if not javascript:
        page.reload()
    link = state.get_by_role("link", name="Download the data export")
    expect(link).to_be_visible()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.startswith("data-export-")
    assert download.value.path().read_text() == EXPORTED
    assert_console_is_empty(page)


def test_a_page_whose_session_has_ended_stays_as_it_is(content, open_page):
    owner = make_user()
    make_account(owner)
    page, client = open_page(), client_of(owner)
    sign_in(page.context, client)
    export = AccountExport.objects.create(
        account=owner.accounts.get(), language="en", parts_done=1, parts_total=2
    )
    page.goto(f"/en/account/export/{export.pk}/")
    with page.expect_response(lambda response: "/accounts/login/" in response.url):
        client.session.flush()
    page.wait_for_timeout(100)
    expect(page.locator("#export-state")).to_contain_text("1 of 2 files")
    expect(page.locator("input[type=password]")).to_have_count(0)
