"""Tests which button Enter presses: the form's main one, never one for the language."""

import pytest
from django.test import Client

from tests.factories import client_of, make_account, make_completed, make_user
from tests.text_reader import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("accounts/login/", "Anmelden"),
        ("accounts/signup/", "Registrieren"),
        ("accounts/password/reset/", "Link senden"),
    ],
)
def test_enter_presses_the_main_button_of_a_sign_in_page(path, label):
    reader = read(Client().get(f"/de/{path}").content)
    buttons = [each.text for each in reader.controls if each.kind == "submit"]
    assert reader.default_button.text == label
    assert buttons.count(label) == 2  # it says what the main button says


@pytest.mark.parametrize("path", ["kpis/new/", "account/", "assessments/new/", "accounts/email/"])
def test_enter_presses_the_main_button_of_a_members_page(content, path):
    owner = make_user()
    make_account(owner)
    reader = read(client_of(owner).get(f"/de/{path}").content)
    buttons = [each.text for each in reader.controls if each.kind == "submit"]
    assert buttons.count(reader.default_button.text) == 2


def test_enter_in_a_section_is_next(content):
    guest = Client()
    page = guest.post("/en/assessments/start/", follow=True)
    page = guest.get(page.redirect_chain[-1][0])
    button = read(page.content).default_button
    assert (button.is_default, button.text) == (True, "Next")


def test_no_button_is_hidden_where_a_press_takes_something_away(content):
    owner = make_user()
    done = make_completed(content, account=make_account(owner))
    page = client_of(owner).get(f"/en/assessments/{done.pk}/withdraw/")
    assert [each for each in read(page.content).controls if each.is_default] == []
    assert b">Next<" not in page.content


def test_texts_that_run_together_are_found():
    """Checks the reader with what stood in pages, and with words that go on behind a term."""
    found = read(b"<p><span>Betrieb</span><span>4,6</span> <b>85\xc2\xa0%</b><i>Ziel</i></p>").joins
    assert found == ["Betrieb|4,6", "85\xa0%|Ziel"]
    apart = b"<p>1</p><p>2 <b>3</b> 4 (<b>5</b>), <button class='term'>SLA</button>s<br>6</p>"
    assert read(apart).joins == []
