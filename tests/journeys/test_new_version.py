"""Tests how an editor and a publisher replace one version by the next, in a browser."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from assessments.exports.json import result_data
from assessments.models import Assessment, Questionnaire, Section
from assessments.selectors.assessment import Reader, get_assessment_access
from assessments.selectors.results import load_result
from localization.columns import column_name
from tests.factories import client_of, make_account, make_completed, make_user
from tests.journeys.pages import (
    answer_section,
    assert_console_is_empty,
    list_problems,
    sign_in,
    submit_section,
)

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP = {"width": 1280, "height": 800}
NEW_TEXTS = {
    "en": "We write down what we hand over.",
    "it": "Scriviamo ciò che passiamo di mano.",
    "fr": "Nous notons ce que nous transmettons.",
    "es": "Anotamos lo que entregamos.",
    "de": "Wir schreiben auf, was wir übergeben.",
    "pt-br": "Anotamos o que entregamos.",
}


def staff_page(open_page, group: str) -> Page:
    user = make_user(f"{group.lower()}@example.com", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    page = open_page()
    sign_in(page.context, client_of(user))
    return page


def save(page: Page) -> None:
    page.locator("[name=_save]").click()
    page.wait_for_selector(".messagelist .success")


def drag(page: Page, element: Locator, target: Locator) -> None:
    """Drags an element to a place below the middle of the target."""
    box = target.bounding_box()
    with page.expect_navigation():
        element.drag_to(
            target,
            target_position={"x": 20, "y": box["height"] - 4},
            source_position={"x": 20, "y": 6},
        )


def results(owner) -> list[str]:
    """Returns every result as its data, byte for byte."""
    return [
        json.dumps(result_data(load_result(get_assessment_access(Reader(user=owner), pk, "en"))))
        for pk in Assessment.objects.filter(account__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    ]


def test_from_one_version_to_the_next(content, open_page):
    call_command("make_groups", verbosity=0)
    owner = make_user("owner@example.com")
    account = make_account(owner)
    for _ in range(50):
        make_completed(content, account=account)
    before = results(owner)
    assert len(before) == 50

    guest = open_page()
    start_on_old_version(guest)
    editor, publisher = staff_page(open_page, "Editor"), staff_page(open_page, "Publisher")
    draft = clone_version(editor, content)
    move_statements(editor, draft.sections.get(key="process_operations"))
    change_statements(editor, draft)
    check_differences(editor, draft)
    write_missing_text(editor, publisher, draft)
    confirm_stale_texts(editor, publisher)
    preview_draft(editor, draft)
    publish(publisher)
    draft.refresh_from_db()
    content.refresh_from_db()
    assert (draft.status, content.status) == ("published", "archived")

    finish_on_old_version(guest)
    newcomer = open_page()
    newcomer.goto("/es/")
    newcomer.locator("main form button").click()
    expect(newcomer.locator("#handover_notes legend")).to_contain_text(NEW_TEXTS["es"])
    assert results(owner) == before
    for page in (editor, publisher):
        assert_console_is_empty(page, hints=True)
    for page in (guest, newcomer):
        assert_console_is_empty(page)


def start_on_old_version(guest: Page) -> None:
    guest.goto("/en/")
    guest.locator("main form button").click()
    answer_section(guest, [3, 3, 3, 3, 3])
    submit_section(guest)
    guest.wait_for_url("**/technology_automation/")


def finish_on_old_version(guest: Page) -> None:
    for _ in range(3):
        answer_section(guest, [4, 4, 4, 4, 4])
        submit_section(guest)
    guest.wait_for_url("**/review/")
    guest.locator("main form .btn-primary").click()
    guest.wait_for_url("**/result/")
    expect(guest.locator(".result-top .kicker")).to_contain_text("Questionnaire version: 1")


def clone_version(editor: Page, published: Questionnaire) -> Questionnaire:
    editor.goto(f"/admin/assessments/questionnaire/{published.pk}/change/")
    editor.get_by_role("link", name="New version").click()
    editor.locator("input.default").click()
    editor.wait_for_url("**/structure/")
    return Questionnaire.objects.get(status="draft")


def keys_in_order(section: Section) -> list[str]:
    return list(section.statements.order_by("order").values_list("key", flat=True))


def move_statements(editor: Page, section: Section) -> None:
    """Moves a statement by keyboard, drags another one, and removes a third one."""
    keys = keys_in_order(section)
    editor.get_by_role("button", name=f"Move {keys[0]} down").focus()
    with editor.expect_navigation():
        editor.keyboard.press("Enter")
    assert keys_in_order(section)[:2] == [keys[1], keys[0]]
    expect(editor.get_by_role("button", name=f"Move {keys[0]} down")).to_be_focused()
    rows = {row.key: editor.locator(f"#statement-{row.pk}") for row in section.statements.all()}
    drag(editor, rows[keys[1]], rows[keys[4]])
    assert keys_in_order(section) == [keys[0], keys[2], keys[3], keys[4], keys[1]]
    editor.get_by_role("link", name="Remove (bottlenecks)").click()
    editor.locator("#content [type=submit]").click()
    editor.wait_for_selector(".messagelist .success")
    assert "bottlenecks" not in keys_in_order(section)


def change_statements(editor: Page, draft: Questionnaire) -> None:
    """Adds a statement without its Spanish text, and rewords another one."""
    editor.goto(f"/admin/assessments/questionnaire/{draft.pk}/structure/")
    editor.get_by_role("link", name="Add a statement to Process and operations").click()
    editor.locator("#id_key").fill("handover_notes")
    for code in ("en", "it", "fr", "de", "pt-br"):
        field = editor.locator(f"#id_{column_name('text', code)}")
        if field.count():
            editor.locator(".ui-tabs-nav a", has_text=code).first.click()
            field.fill(NEW_TEXTS[code])
    save(editor)
    editor.get_by_role("link", name="Edit (documentation)").click()
    editor.locator("#id_text_en").fill("Whatever keeps coming back has a written procedure (SOP).")
    editor.get_by_label("The wording: it says the same thing, but better").check()
    save(editor)


def check_differences(editor: Page, draft: Questionnaire) -> None:
    editor.get_by_role("link", name="Changes").click()
    expect(editor.locator(".piece-state--added")).to_have_count(1)
    expect(editor.locator(".piece-state--removed")).to_have_count(1)
    expect(editor.locator("ins", has_text="Whatever")).to_be_visible()
    assert list_problems(editor) == []
    editor.goto(f"/admin/assessments/questionnaire/{draft.pk}/publish/")
    expect(editor.locator("#content input[type=submit]")).to_have_count(0)


def write_missing_text(editor: Page, publisher: Page, draft: Questionnaire) -> None:
    """Refuses to publish without the Spanish text; the editor writes it on the linked page."""
    publisher.goto(f"/admin/assessments/questionnaire/{draft.pk}/publish/")
    gap = publisher.get_by_role("link", name="handover_notes: the text is missing in Español")
    expect(gap).to_be_visible()
    expect(publisher.locator("main form, #content form")).to_have_count(0)
    assert list_problems(publisher) == []
    editor.set_viewport_size(DESKTOP)
    editor.goto(gap.get_attribute("href"))
    expect(editor.locator("#id_text_es")).to_be_focused()
    editor.locator("#id_text_es").fill(NEW_TEXTS["es"])
    save(editor)
    assert list_problems(editor) == []  # the structure


def confirm_stale_texts(editor: Page, publisher: Page) -> None:
    """Refuses to publish what was translated from another wording; the editor confirms it."""
    publisher.reload()
    gaps = publisher.get_by_role("link", name="was translated from an earlier English text")
    expect(gaps).to_have_count(len(NEW_TEXTS) - 1)
    assert list_problems(publisher) == []
    for gap in gaps.all():
        editor.goto(gap.get_attribute("href"))
        editor.get_by_role("button", name="Confirm as still correct").click()
        editor.wait_for_selector(".messagelist .success")


def preview_draft(editor: Page, draft: Questionnaire) -> None:
    editor.set_viewport_size(DESKTOP)
    editor.goto(f"/admin/assessments/questionnaire/{draft.pk}/preview/es/")
    expect(editor.locator("#handover_notes legend")).to_contain_text(NEW_TEXTS["es"])
    assert list_problems(editor) == []
    submit_section(editor)
    editor.wait_for_url("**/sections/technology_automation/")
    editor.locator(".preview-bar a", has_text="Escalable").click()
    editor.wait_for_url("**/result/scalable/")
    assert list_problems(editor) == []


def publish(publisher: Page) -> None:
    publisher.set_viewport_size(DESKTOP)
    publisher.reload()
    publisher.locator("input.default").click()
    publisher.wait_for_selector(".messagelist .success")
