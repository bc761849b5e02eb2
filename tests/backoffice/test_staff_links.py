"""Tests that each link on a page of staff opens for the reader it is shown to."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from assessments.models import Statement
from authoring.services.drafts import questionnaire_clone
from tests.backoffice.staff import GROUPS, Staff

pytestmark = pytest.mark.django_db
HREF = re.compile(r'<a\b[^>]*\shref="([^"#]+)')
NUMBER = re.compile(r"\b\d+\b")
DRAFT = "/admin/assessments/questionnaire"


def links_on(page, address: str) -> set[str]:
    """Returns the addresses below /admin/ that a page links to."""
    found = {urljoin(address, unescape(link)) for link in HREF.findall(page.content.decode())}
    return {link for link in found if urlsplit(link).path.startswith("/admin/")}


def kind_of(address: str) -> str:
    """Returns what many addresses have in common: one of each kind is opened."""
    return NUMBER.sub("0", urlsplit(address).path)


@pytest.mark.parametrize("role", [*GROUPS, "N"])
def test_every_link_opens_for_the_reader_it_is_shown_to(content, settings, role):
    settings.STAFF_TWO_FACTOR = False
    staff = Staff(content)
    draft = questionnaire_clone(questionnaire=content)
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(
        text_it="", text_fr="Nous suivons notre XDR."
    )
    client = staff.client(role)
    waiting, seen, refused = ["/admin/", f"{DRAFT}/{draft.pk}/publish/"], set(), {}
    if role in ("S", "N"):
        waiting = ["/admin/"]
    while waiting:
        address = waiting.pop()
        kind = kind_of(address)
        if kind in seen or "logout" in address:
            continue
        seen.add(kind)
        page = client.get(address, follow=True)
        if page.status_code != 200:
            refused[address] = page.status_code
        elif page.get("Content-Type", "").startswith("text/html"):
            waiting += sorted(links_on(page, address))
    assert refused == {}
    assert "/admin/password_change/" in seen


def test_an_editor_reads_what_is_missing_and_cannot_publish(content, settings):
    settings.STAFF_TWO_FACTOR = False
    client = Staff(content).client("E")
    draft = questionnaire_clone(questionnaire=content)
    row = Statement.objects.get(section__questionnaire=draft, key="upsell")
    Statement.objects.filter(pk=row.pk).update(text_it="")
    structure = client.get(f"{DRAFT}/{draft.pk}/structure/").content.decode()
    assert f'href="{DRAFT}/{draft.pk}/publish/"' in structure
    page = client.get(f"{DRAFT}/{draft.pk}/publish/").content.decode()
    assert f"/admin/assessments/statement/{row.pk}/change/#id_text_it" in page
    assert client.post(f"{DRAFT}/{draft.pk}/publish/").status_code == 403
    Statement.objects.filter(pk=row.pk).update(text_it=row.text_it)
    page = client.get(f"{DRAFT}/{draft.pk}/publish/").content.decode()
    assert "You do not have permission to publish." in page
    assert 'type="submit" class="default"' not in " ".join(page.split())


def test_a_translator_is_led_to_the_text_in_their_language(content, settings):
    settings.STAFF_TWO_FACTOR = False
    client = Staff(content).client("T")
    draft = questionnaire_clone(questionnaire=content)
    Statement.objects.filter(section__questionnaire=draft, key="upsell").update(text_it="")
    page = client.get(f"{DRAFT}/{draft.pk}/publish/").content.decode()
    (address,) = re.findall(r'href="([^"]*/translations/texts/[^"]*)"', page)
    entries = client.get(unescape(address)).context["entries"]
    assert f"questionnaire/{draft.version}/statement/upsell/text" in [e.key for e in entries]


@pytest.mark.parametrize("kind", ["statement", "section", "stage", "stageadvice"])
def test_after_removing_a_piece_one_is_back_at_the_structure(content, settings, kind):
    settings.STAFF_TWO_FACTOR = False
    staff = Staff(content)
    name = {"stageadvice": "advice"}.get(kind, kind)
    piece, draft = staff.objects[f"draft {name}"], staff.objects["draft questionnaire"]
    address = f"/admin/assessments/{kind}/{piece.pk}/delete/"
    client = staff.client("E")
    assert client.get(address).status_code == 200
    response = client.post(address, {"post": "yes"})
    assert response["Location"] == f"{DRAFT}/{draft.pk}/structure/"
    assert not type(piece).objects.filter(pk=piece.pk).exists()


@pytest.mark.parametrize("path", ["", "glossary/term/", "assessments/statement/1/change/", "password_change/"])  # fmt: skip
def test_translations_are_one_click_from_every_page_of_staff(content, settings, path):
    settings.STAFF_TWO_FACTOR = False
    page = Staff(content).client("R").get(f"/admin/{path}", follow=True)
    assert 'href="/admin/translations/"' in page.content.decode()
