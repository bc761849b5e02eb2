"""Tests translations in a browser: a missing text, a conflict, a file exported and imported."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from assessments.models import Statement
from tests.factories import client_of
from tests.factories.staff import make_editor
from tests.journeys.pages import assert_console_is_empty, list_problems, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "questionnaire/1/statement/upsell/text"
FIELD = f"textarea[name='text:{KEY}']"


@pytest.fixture
def page(content, open_page):
    page = open_page()
    sign_in(page.context, client_of(make_editor()))
    return page


def test_a_missing_text_is_found_written_and_a_stale_one_confirmed(page):
    Statement.objects.filter(key="upsell").update(text_es="", text_en="Changed on purpose.")
    page.goto("/admin/")
    page.get_by_role("navigation", name="Tools").get_by_role("link", name="Translations").click()
    assert list_problems(page) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("a.translations-missing[href*='target=es&group=&']").click()
    assert list_problems(page) == []
    page.get_by_role("textbox", name=KEY).fill("Cambiado <b>a propósito</b>.")
    page.get_by_role("button", name="Save this page").click()
    expect(page.locator(".messagelist .success")).to_contain_text("1 translation saved")
    assert Statement.objects.get(key="upsell").text_es == "Cambiado <b>a propósito</b>."
    page.goto("/admin/translations/texts/?target=it&show=stale")
    assert list_problems(page) == []
    page.locator(f"button[value='{KEY}']", has_text="Confirm as still correct").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)
    assert_console_is_empty(page)


def test_the_second_editor_is_told_and_nothing_typed_is_lost(page):
    page.goto(f"/admin/translations/texts/?target=it&q={KEY}")
    Statement.objects.filter(key="upsell").update(text_it="Di loro.")
    page.locator(FIELD).fill("Mio.")
    page.get_by_role("button", name="Save this page").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Someone else has changed this text")
    expect(page.locator(FIELD)).to_have_value("Mio.")
    assert page.title().startswith("Error:")
    assert list_problems(page) == []
    page.get_by_role("button", name="Save this page").click()
    expect(page.locator(FIELD)).to_have_value("Mio.")
    assert Statement.objects.get(key="upsell").text_it == "Mio."
    assert_console_is_empty(page)


def test_a_file_goes_out_and_comes_back(page, tmp_path):
    page.goto("/admin/translations/files/")
    assert list_problems(page) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as XLSX").click()
    path = tmp_path / "back.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    for row in book.active.iter_rows(min_row=3):
        if row[0].value == KEY:
            row[3].value = "<b>"
    book.save(path)
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Check the changes").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert list_problems(page) == []
    for row in book.active.iter_rows(min_row=3):
        if row[0].value == KEY:
            row[3].value = "Tornato."
    book.save(path)
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Check the changes").click()
    expect(page.get_by_text("1 text will be changed.")).to_be_visible()
    assert list_problems(page) == []
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".messagelist .success")).to_contain_text("1 translation imported")
    assert_console_is_empty(page)
