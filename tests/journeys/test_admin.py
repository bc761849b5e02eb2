"""Tests the admin in a browser under the strict policy: tabs, console, edits live at once."""

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from assessments.models import Statement, UsageStatistics
from authoring.services.drafts import questionnaire_clone
from tests.factories import client_of, make_account, make_completed
from tests.journeys.pages import assert_console_is_empty, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(content, open_page):
    page = open_page()
    sign_in(
        page.context,
        client_of(User.objects.create_superuser("staff@example.com", "x")),
    )
    return page


def addresses(content) -> list[str]:
    """Returns every page that a superuser can open: those of Django's admin and our own."""
    account = make_account()
    make_completed(content, account=account)
    draft = questionnaire_clone(questionnaire=content)
    urls = [reverse("admin:index"), reverse("admin:password_change")]
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        urls.append(reverse(f"{base}_changelist"))
        if model is UsageStatistics:
            continue
        urls.append(reverse(f"{base}_add"))
        if row := model._default_manager.order_by("pk").last():  # of the draft, where there is one
            urls += [
                reverse(f"{base}_{page}", args=[quote(row.pk)])
                for page in ("change", "history", "delete")
            ]
    for version in (content, draft):
        base = f"/admin/assessments/questionnaire/{version.pk}/"
        urls += [base + page for page in ("structure/", "difference/", "new-version/", "publish/", "preview/fr/review/", "preview/fr/result/stable/", "preview/fr/sections/process_operations/")]  # fmt: skip
    urls += [
        f"/admin/accounts/account/{account.pk}/states/",
        "/admin/translations/",
        "/admin/translations/files/",
    ]
    return [*urls, "/admin/translations/texts/?target=it"]


def test_no_page_writes_to_the_console(content, page):
    """Checks pages that staff may not use too: the page says so, and the console is empty."""
    for address in addresses(content):
        assert page.goto(address).status in (200, 403), address
    assert_console_is_empty(page, hints=True)


def test_a_text_is_corrected_in_its_tab_and_live_at_once(page):
    statement = Statement.objects.get(key="client_onboarding")
    page.goto("/it/")
    page.locator("main form button").click()
    page.wait_for_selector("fieldset.likert")
    section = page.url
    page.goto(f"/admin/assessments/statement/{statement.pk}/change/")
    expect(page.locator("#id_text_it")).to_be_hidden()
    page.locator(".ui-tabs-nav a", has_text="it").first.click()
    page.locator("#id_text_it").fill("Un testo <b>corretto</b> con il PSA")
    page.get_by_label("The wording: it says the same thing, but better").check()
    page.locator("[name=_save]").click()
    page.wait_for_selector(".success")
    page.goto(section)
    expect(page.locator("#client_onboarding legend")).to_contain_text(
        "Un testo <b>corretto</b> con il PSA"
    )
    expect(page.locator("#client_onboarding button.term")).to_have_text("PSA")
    assert_console_is_empty(page, hints=True)
