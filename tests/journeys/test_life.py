"""Tests the way from one version to the next in a browser, as an editor and a publisher."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from playwright.sync_api import Page, expect

from assessments.exports.json import result_data
from assessments.models import Assessment, Questionnaire
from assessments.selectors.assessment import Reader, get_assessment_access
from assessments.selectors.results import load_result
from tests.factories import client_of, make_account, make_completed, make_user
from tests.journeys.pages import (
    answer_section,
    assert_quiet,
    go_on,
    problems_of,
    sign_in,
)

pytestmark = pytest.mark.django_db(transaction=True)


def staff_page(open_page, group: str) -> Page:
    user = make_user(f"{group.lower()}@example.com", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    page = open_page()
    sign_in(page.context, client_of(user))
    return page


def save(page: Page) -> None:
    page.locator("[name=_save]").click()
    page.wait_for_selector(".messagelist .success")


def drag(page: Page, piece, target) -> None:
    """Drags an element to a place below the middle of the target."""
    box = target.bounding_box()
    with page.expect_navigation():
        piece.drag_to(
            target,
            target_position={"x": 20, "y": box["height"] - 4},
            source_position={"x": 20, "y": 6},
        )


def results(owner) -> list[str]:
    """Returns every result as its data, byte for byte."""
    found = []
    for row in Assessment.objects.filter(account__isnull=False).order_by("pk"):
        opened = get_assessment_access(Reader(user=owner), row.pk, "en")
        found.append(json.dumps(result_data(load_result(opened))))
    return found


def test_from_one_version_to_the_next(content, open_page):
    call_command("make_groups", verbosity=0)
    owner = make_user("owner@example.com")
    account = make_account(owner)
    for _ in range(50):
        make_completed(content, account=account)
    before = results(owner)
    assert len(before) == 50

    # An MSP begins on the version of today.
    guest = open_page()
    guest.goto("/en/")
    guest.locator("main form button").click()
    answer_section(guest, [3, 3, 3, 3, 3])
    go_on(guest)
    guest.wait_for_url("**/technology_automation/")

    # The editor clones it, reorders by buttons, keyboard and dragging, adds, removes and rewords.
    editor = staff_page(open_page, "Editor")
    editor.goto(f"/admin/assessments/questionnaire/{content.pk}/change/")
    editor.get_by_role("link", name="New version").click()
    editor.locator("input.default").click()
    editor.wait_for_url("**/structure/")
    draft = Questionnaire.objects.get(status="draft")
    section = draft.sections.get(key="process_operations")

    def keys() -> list[str]:
        return list(section.statements.order_by("order").values_list("key", flat=True))

    start = keys()
    down = editor.get_by_role("button", name=f"Move {start[0]} down")
    down.focus()
    with editor.expect_navigation():
        editor.keyboard.press("Enter")
    assert keys()[:2] == [start[1], start[0]]
    expect(editor.get_by_role("button", name=f"Move {start[0]} down")).to_be_focused()
    rows = {row.key: editor.locator(f"#statement-{row.pk}") for row in section.statements.all()}
    drag(editor, rows[start[1]], rows[start[4]])
    assert keys() == [start[0], start[2], start[3], start[4], start[1]]

    editor.get_by_role("link", name="Remove (bottlenecks)").click()
    editor.locator("#content [type=submit]").click()
    editor.wait_for_selector(".messagelist .success")
    assert "bottlenecks" not in keys()

    editor.goto(f"/admin/assessments/questionnaire/{draft.pk}/structure/")
    editor.get_by_role("link", name="Add a statement to Process and operations").click()
    editor.locator("#id_key").fill("handover_notes")
    for code, text in (("en", "We write down what we hand over."), ("it", "Scriviamo ciò che passiamo di mano."), ("fr", "Nous notons ce que nous transmettons."), ("de", "Wir schreiben auf, was wir übergeben.")):  # fmt: skip
        if editor.locator(f"#id_text_{code}").count():
            editor.locator(".ui-tabs-nav a", has_text=code).first.click()
            editor.locator(f"#id_text_{code}").fill(text)
    save(editor)
    editor.get_by_role("link", name="Edit (documentation)").click()
    editor.locator("#id_text_en").fill("Whatever keeps coming back has a written procedure (SOP).")
    editor.get_by_label("The wording: it says the same, better").check()
    save(editor)

    editor.get_by_role("link", name="What changes").click()
    expect(editor.locator(".piece-state--added")).to_have_count(1)
    expect(editor.locator(".piece-state--removed")).to_have_count(1)
    expect(editor.locator("ins", has_text="Whatever")).to_be_visible()
    assert problems_of(editor) == []
    assert editor.goto(f"/admin/assessments/questionnaire/{draft.pk}/publish/").status == 403

    # The publisher is refused for the missing Spanish text; the editor follows the link and writes it.
    publisher = staff_page(open_page, "Publisher")
    publisher.goto(f"/admin/assessments/questionnaire/{draft.pk}/publish/")
    gap = publisher.get_by_role("link", name="handover_notes: the text is missing in Español")
    expect(gap).to_be_visible()
    expect(publisher.locator("main form, #content form")).to_have_count(0)
    assert problems_of(publisher) == []
    address = gap.get_attribute("href")
    editor.set_viewport_size({"width": 1280, "height": 800})
    editor.goto(address)
    expect(editor.locator("#id_text_es")).to_be_focused()
    editor.locator("#id_text_es").fill("Anotamos lo que entregamos.")
    save(editor)
    assert problems_of(editor) == []  # the structure

    # A preview of the draft, in Spanish, before anybody sees it.
    editor.set_viewport_size({"width": 1280, "height": 800})
    editor.goto(f"/admin/assessments/questionnaire/{draft.pk}/preview/es/")
    expect(editor.locator("#handover_notes legend")).to_contain_text("Anotamos lo que entregamos.")
    assert problems_of(editor) == []
    go_on(editor)
    editor.wait_for_url("**/sections/technology_automation/")
    editor.locator(".preview-bar a", has_text="Escalable").click()
    editor.wait_for_url("**/result/scalable/")
    assert problems_of(editor) == []

    publisher.set_viewport_size({"width": 1280, "height": 800})
    publisher.reload()
    publisher.locator("input.default").click()
    publisher.wait_for_selector(".messagelist .success")
    draft.refresh_from_db()
    content.refresh_from_db()
    assert (draft.status, content.status) == ("published", "archived")

    # Who began before finishes on the old version; who begins now has the new one; results stay as they were.
    for _ in range(3):
        answer_section(guest, [4, 4, 4, 4, 4])
        go_on(guest)
    guest.wait_for_url("**/review/")
    guest.locator("main form .btn-primary").click()
    guest.wait_for_url("**/result/")
    expect(guest.locator(".page-head .kicker")).to_contain_text("version 1")
    newcomer = open_page()
    newcomer.goto("/es/")
    newcomer.locator("main form button").click()
    expect(newcomer.locator("#handover_notes legend")).to_contain_text(
        "Anotamos lo que entregamos."
    )
    assert results(owner) == before
    for page in (editor, publisher):
        assert_quiet(page, hints=True)
    for page in (guest, newcomer):
        assert_quiet(page)
