"""Tests in a browser that its time zone is asked, for the day of a result and for a company."""

import pytest
from playwright.sync_api import expect

from accounts.models import Account
from assessments.models import Assessment
from tests.journeys.pages import assert_console_is_empty

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_guests_assessment_has_the_zone_of_the_browser(content, open_page):
    page = open_page(timezone_id="Pacific/Auckland")
    page.goto("/en/")
    page.locator("main form button").click()
    page.wait_for_url("**/sections/**")
    assert Assessment.objects.get().time_zone == "Pacific/Auckland"
    assert_console_is_empty(page)


def test_sign_up_proposes_the_browsers_zone_in_its_country(content, open_page, mailoutbox):
    page = open_page(timezone_id="Australia/Perth", locale="en")  # which names no country
    page.goto("/en/accounts/signup/")
    zone = page.locator("[name=time_zone]")
    expect(zone).to_have_value("")
    page.locator("#page-form .fold summary").click()
    for country, expected in (("AU", "Australia/Perth"), ("US", "America/New_York")):
        page.locator("[name=country]").select_option(country)
        expect(zone).to_have_value(expected)
    page.locator("[name=email]").fill("anne@example.com")
    page.locator("[name=password1]").fill("a very long password")
    page.locator("[name=company]").fill("Acme")
    page.locator("[name=currency]").select_option("USD")
    zone.select_option("America/Denver")
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url("**/confirm-email/")
    assert Account.objects.get().time_zone == "America/Denver"
    assert_console_is_empty(page)


def test_sign_up_asks_no_country_of_a_browser_that_names_one(content, open_page, mailoutbox):
    page = open_page(320, timezone_id="Europe/Vienna", locale="de-AT")
    page.goto("/de/accounts/signup/")
    fold = page.locator("#page-form .fold summary")
    expect(fold).to_contain_text("Österreich, EUR")
    expect(page.locator("[name=time_zone]")).to_have_value("Europe/Vienna")
    page.locator("[name=email]").fill("anne@example.com")
    page.locator("[name=password1]").fill("ein sehr langes Passwort")
    page.locator("[name=company]").fill("Donau IT")
    fold.click()
    page.locator("[name=country]").select_option("CH")
    expect(page.locator("[name=currency]")).to_have_value("")  # that of the country
    expect(page.locator("[name=time_zone]")).to_have_value("Europe/Zurich")
    page.locator("#page-form .btn-primary").click()
    page.wait_for_url("**/confirm-email/")
    account = Account.objects.get()
    assert (account.country, account.currency) == ("CH", "CHF")
    assert_console_is_empty(page)
