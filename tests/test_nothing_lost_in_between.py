"""Tests what happens between sending a form and its being stored: others, other tabs, conflicts."""

import html
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client

from accounts.models import Membership, Role
from assessments.models import Assessment, Response
from assessments.services.assessment import assessment_complete
from tests.factories import (
    PASSWORD,
    WORKED_EXAMPLE,
    add_member,
    client_of,
    make_account,
    make_assessment,
    make_user,
)
from tests.factories.kpis import make_entry
from tests.page_forms import values_in
from web.models import KeptSubmission

pytestmark = pytest.mark.django_db

NOTE = ("Größe, 品質 & é. " * 122).strip()  # nearly as much as a note may hold
KEYS = ["client_onboarding", "sla_performance", "documentation", "workflow_review", "bottlenecks"]
NOTES = {f"{key}__note": f"{key} {NOTE}" for key in KEYS}
SAME_SITE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


def section_of(key: object) -> str:
    return f"/en/assessments/{key}/sections/process_operations/"


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def sent_by_a_lost_guest(client: Client) -> str:
    """Returns the address that a guest's notes were sent to after the session was gone."""
    address = section_of(client.post("/en/assessments/start/")["Location"].split("/")[3])
    client.get(address)
    del client.cookies["sessionid"]
    client.post(address, NOTES)
    return address


def test_a_guest_without_an_account_reads_it_at_once():
    guest = Client()
    sent_by_a_lost_guest(guest)
    page = text_of(guest.get("/en/accounts/login/"))
    assert 'href="/en/kept/"' in page
    kept = text_of(guest.get("/en/kept/"))
    assert [name for name, note in NOTES.items() if note not in kept] == []
    assert NOTE not in text_of(Client().get("/en/kept/"))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "Inviato ora"), (1, "Inviato 1 minuto fa"), (59, "Inviato 59 minuti fa")],
)
def test_how_long_ago_it_was_sent_needs_no_time_zone(minutes, words):
    guest = Client()
    sent_by_a_lost_guest(guest)
    KeptSubmission.objects.update(created_at=F("created_at") - timedelta(minutes=minutes))
    assert words in " ".join(text_of(guest.get("/it/kept/")).split())


def test_what_a_guest_wrote_is_theirs_where_somebody_else_was_signed_in_before():
    browser = client_of(make_user("anna@example.com"))
    browser.get("/en/")
    browser.post("/en/accounts/logout/")
    sent_by_a_lost_guest(browser)
    kept = text_of(browser.get("/en/kept/"))
    assert [name for name, note in NOTES.items() if note not in kept] == []


def test_signed_out_nobody_reads_what_a_user_wrote(content):
    user = make_user("anna@example.com")
    address = section_of(make_assessment(content, account=make_account(user)).pk)
    browser = client_of(user)
    browser.get(address)
    browser.post("/en/accounts/logout/")
    browser.post(address, NOTES)
    assert KeptSubmission.objects.get().user_key == str(user.pk)
    assert NOTE not in text_of(browser.get("/en/kept/"))
    assert 'href="/en/kept/"' not in text_of(browser.get("/en/accounts/login/"))


@pytest.fixture
def figures(content) -> tuple[Client, str]:
    """Returns a browser that sent figures signed out and has signed in again, and the form."""
    user = make_user("anna@example.com")
    make_account(user)
    browser = client_of(user)
    browser.get("/de/kpis/new/")
    del browser.cookies["sessionid"]
    fields = {"typed_in": "de", "period_type": "month", "period_start": "2026-02-01"}
    browser.post("/de/kpis/new/", fields | {"total_revenue": "1.234,50", "leads": "1.200"})
    browser.force_login(user)
    return browser, "/en/kpis/new/"


def test_figures_are_read_in_the_language_they_were_typed_in(figures):
    browser, address = figures
    shown = values_in(browser.get(address).content.decode())
    assert shown["total_revenue"] == "1,234.50"
    assert shown["leads"] == "1,200"


def test_a_page_that_only_computes_stores_nothing_and_forgets_nothing(figures):
    browser, address = figures
    fields = values_in(browser.get(address).content.decode())
    sent = browser.post(address, fields, headers={"hx-request": "true"})
    assert sent.status_code == 200
    assert values_in(browser.get(address).content.decode())["leads"] == "1,200"


def test_what_is_refused_is_still_kept(figures):
    browser, address = figures
    fields = values_in(browser.get(address).content.decode())
    browser.post(address, fields | {"leads": "many"})
    assert values_in(browser.get(address).content.decode())["leads"] == "1,200"


def test_a_form_that_is_shown_again_without_an_error_status_is_still_kept(content):
    """Sends as staff and to a page of sign-in: both answer what they refuse by 200."""
    user = make_user("anna@example.com", is_staff=True, is_superuser=True)
    for address, fields in [
        ("/admin/glossary/term/add/", {"word_en": "Word"}),
        ("/en/accounts/email/", {"email": "no address", "action_add": ""}),
    ]:
        browser = client_of(user)
        browser.get(address)
        del browser.cookies["sessionid"]
        browser.post(address, fields)
        browser.force_login(user)
        assert browser.post(address, fields).status_code == 200
        assert KeptSubmission.objects.count() == 1
        KeptSubmission.objects.all().delete()


def test_an_answer_saved_in_place_is_not_kept_any_more(content):
    user = make_user("anna@example.com")
    address = section_of(make_assessment(content, account=make_account(user)).pk)
    browser = client_of(user)
    browser.get(address)
    del browser.cookies["sessionid"]
    browser.post(address, NOTES)
    browser.force_login(user)
    fields = values_in(browser.get(address).content.decode())
    browser.post(address, fields, headers={"hx-request": "true"})
    assert Response.objects.exclude(note="").count() == len(KEYS)
    assert not KeptSubmission.objects.exists()


@pytest.mark.parametrize("in_place", [True, False])
def test_a_guest_who_signs_in_in_another_tab_loses_nothing(content, in_place):
    """Sends a first tab's page, whose CSRF token the sign-in has replaced."""
    user = make_user("anna@example.com")
    make_account(user)
    guest = Client(enforce_csrf_checks=True)
    token = values_in(guest.get("/en/").content.decode())["csrfmiddlewaretoken"]
    start = {"csrfmiddlewaretoken": token}
    address = section_of(guest.post("/en/assessments/start/", start)["Location"].split("/")[3])
    first_tab = values_in(guest.get(address).content.decode())
    door = values_in(guest.get("/en/accounts/login/").content.decode())
    fields = {"login": user.email, "password": PASSWORD}
    guest.post("/en/accounts/login/", door | fields)
    headers = SAME_SITE | ({"hx-request": "true"} if in_place else {})
    sent = guest.post(address, first_tab | NOTES | {"documentation": "4"}, headers=headers)
    assert sent.status_code == (403 if in_place else 303)
    page = guest.get(address).content.decode()
    assert 'name="documentation" value="4" checked' in page
    shown = values_in(page)
    assert {name: shown[name] for name in NOTES} == NOTES
    assert guest.post(address, shown).status_code == 302
    assert Response.objects.exclude(note="").count() == len(KEYS)


def completed(assessment) -> None:
    assessment_complete(assessment_id=assessment.pk, language="en")


def deleted(assessment) -> None:
    assessment.delete()


def demoted(assessment) -> None:
    add_member(assessment.account, Role.OWNER)
    Membership.objects.filter(user__email="anna@example.com").update(role=Role.VIEWER)


@pytest.mark.parametrize("meanwhile", [completed, deleted, demoted])
def test_notes_that_nothing_takes_any_more_can_be_copied(content, meanwhile):
    user = make_user("anna@example.com")
    assessment = make_assessment(content, WORKED_EXAMPLE, account=make_account(user))
    browser, address = client_of(user), section_of(assessment.pk)
    meanwhile(assessment)
    page = text_of(browser.post(address, NOTES, follow=True))
    if meanwhile is completed:
        assert 'href="/en/kept/"' in page
        page = text_of(browser.get("/en/kept/"))
    assert [name for name, note in NOTES.items() if note not in page] == []


def test_figures_of_a_changed_entry_stay(content):
    user = make_user("anna@example.com")
    entry = make_entry(make_account(user), leads=5)
    browser = client_of(user)
    address = f"/en/kpis/{entry.pk}/edit/"
    fields = values_in(browser.get(address).content.decode())
    assert browser.post(address, fields | {"leads": "6"}).status_code == 302
    sent = browser.post(address, fields | {"leads": "777", "hires": "88"})
    assert sent.status_code == 409
    shown = values_in(sent.content.decode())
    assert (shown["leads"], shown["hires"]) == ("777", "88")


def test_pages_with_what_was_sent_are_in_the_readers_language(content):
    guest = Client()
    sent_by_a_lost_guest(guest)
    guest.get("/en/accounts/login/")  # where the browser is led, and told so in English
    for page in (
        guest.get("/it/kept/"),
        guest.post("/it/no/such/"),
        guest.get("/it/accounts/login/"),
    ):
        assert "Your entries" not in text_of(page)
    gone = client_of(make_user()).post("/de/kpis/11111111-1111-1111-1111-111111111111/edit/", NOTES)
    assert gone.status_code == 404
    assert "Ihre Eingaben wurden nicht gespeichert" in text_of(gone)
    assert NOTES["documentation__note"] in text_of(gone)


def test_an_error_page_repeats_no_secret_and_nothing_sent_to_no_page():
    member = client_of(make_user())
    address = "/en/kpis/11111111-1111-1111-1111-111111111111/edit/"
    page = text_of(member.post(address, {"password": PASSWORD, "code": "123456", "leads": "77"}))
    assert "77" in page
    assert PASSWORD not in page
    assert "123456" not in page
    assert NOTE not in text_of(member.post("/en/no/such/", NOTES))


@pytest.mark.parametrize("in_place", [True, False])
def test_a_guest_whose_empty_assessment_was_deleted_starts_again_with_what_was_sent(
    content, in_place
):
    guest = Client()
    address = section_of(guest.post("/en/assessments/start/")["Location"].split("/")[3])
    fields = values_in(guest.get(address).content.decode())
    Assessment.objects.update(started_at=F("started_at") - timedelta(hours=25))
    call_command("delete_old_data", "--rule", "empty_guest_assessments", verbosity=0)
    sent = fields | {"documentation": "4", "sla_performance__note": NOTE}
    headers = {"hx-request": "true"} if in_place else {}
    assert guest.post(address, sent, headers=headers).status_code == (401 if in_place else 302)
    page = text_of(guest.get(address, follow=True))  # reloaded
    assert "Your entries have not been saved yet." in page
    assert "start again" in text_of(guest.get("/en/kept/"))
    page = guest.post("/en/assessments/start/", follow=True).content.decode()
    assert 'name="documentation" value="4" checked' in page
    shown = values_in(page)
    assert shown["sla_performance__note"] == NOTE
    new = section_of(Assessment.objects.get().pk)
    assert guest.post(new, shown).status_code == 302
    assert Response.objects.filter(value=4).count() == 1
    assert not KeptSubmission.objects.exists()


def test_answers_to_an_assessment_of_an_account_are_not_taken_over(content):
    guest = Client()
    address = section_of(make_assessment(content, [], account=make_account()).pk)
    guest.post("/en/assessments/start/")
    guest.post(address, NOTES)
    guest.post("/en/assessments/start/")
    assert KeptSubmission.objects.get().address == address


def test_answers_that_the_browser_can_still_save_stay_with_their_form(content):
    """Begins a second assessment while the first one's answers wait."""
    guest = Client(enforce_csrf_checks=True)
    token = values_in(guest.get("/en/").content.decode())["csrfmiddlewaretoken"]
    start = {"csrfmiddlewaretoken": token}
    address = section_of(guest.post("/en/assessments/start/", start)["Location"].split("/")[3])
    guest.post(address, NOTES, headers=SAME_SITE)
    assert KeptSubmission.objects.get().address == address
    guest.post("/en/assessments/start/", start)
    assert KeptSubmission.objects.get().address == address
