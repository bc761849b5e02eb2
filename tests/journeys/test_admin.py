"""The admin under the strict policy, in a browser: tabs work, the console is empty, an edit is live at once."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from assessments.models import Section, Statement
from glossary.models import Term
from tests.factories import client_of
from tests.journeys.pages import assert_quiet, open_page, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(content, live_server, browser):
    page = open_page(browser, live_server)
    sign_in(
        page.context,
        live_server,
        client_of(User.objects.create_superuser("staff@example.com", "x")),
    )
    yield page
    page.context.close()


def test_pages_are_quiet(page):
    section, statement, term = (
        Section.objects.first(),
        Statement.objects.first(),
        Term.objects.first(),
    )
    for path in (
        "",
        "assessments/questionnaire/",
        "assessments/questionnaire/add/",
        f"assessments/questionnaire/{section.questionnaire_id}/change/",
        "assessments/section/",
        f"assessments/section/{section.pk}/change/",
        f"assessments/statement/{statement.pk}/change/",
        "assessments/stageadvice/",
        f"glossary/term/{term.pk}/change/",
        "accounts/account/add/",
        "accounts/user/add/",
    ):
        assert page.goto(f"/admin/{path}").status == 200
    assert_quiet(page, hints=True)


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
    page.get_by_label("The wording: it says the same, better").check()
    page.locator("[name=_save]").click()
    page.wait_for_selector(".success")
    page.goto(section)
    expect(page.locator("#client_onboarding legend")).to_contain_text(
        "Un testo <b>corretto</b> con il PSA"
    )
    expect(page.locator("#client_onboarding button.term")).to_have_text("PSA")
    assert_quiet(page, hints=True)
