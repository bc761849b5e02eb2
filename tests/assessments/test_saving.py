"""Tests answers that are saved in place, from two tabs, and after signing in again."""

import html
import re

import pytest
from django.test import Client

from tests.assessments.sections import begin, section_url, stored
from tests.factories import (
    PASSWORD,
    make_account,
    make_assessment,
    make_user,
)

pytestmark = pytest.mark.django_db


FIRST = ["client_onboarding", "sla_performance", "documentation", "workflow_review", "bottlenecks"]


def test_a_stale_tab_overwrites_no_answer(guest):
    assessment = begin(guest)
    baseline = {f"{key}__shown": "" for key in FIRST} | {
        "client_onboarding__shown": "2",
        "client_onboarding": "2",
    }
    guest.post(section_url(assessment), {"client_onboarding": "2"})
    guest.post(section_url(assessment), {"client_onboarding": "5"})  # another tab
    guest.post(section_url(assessment), {**baseline, "documentation": "3"})
    assert stored(assessment) == {"client_onboarding": 5, "documentation": 3}


def hidden(response) -> dict[str, str]:
    """Returns the hidden fields of the page."""
    return dict(
        re.findall(r'type="hidden" name="(\w+__shown)" value="([^"]*)"', response.content.decode())
    )


def test_an_open_page_keeps_its_own_baseline(guest):
    assessment = begin(guest)
    url, in_place = section_url(assessment), {"hx-request": "true"}
    page_a = hidden(guest.get(url))
    guest.post(url, {"client_onboarding": "4"}, headers=in_place)  # tab B
    page_a = hidden(guest.post(url, {**page_a, "documentation": "3"}, headers=in_place))
    guest.post(url, {"client_onboarding": "5"}, headers=in_place)  # tab B again
    guest.post(url, {**page_a, "client_onboarding": "4", "documentation": "3"}, headers=in_place)
    assert stored(assessment) == {
        "client_onboarding": 4,
        "documentation": 3,
    }  # the later of two changes


def test_answers_that_could_not_be_saved_are_kept_through_sign_in(content):
    owner = make_user("anna@example.com")
    assessment = make_assessment(content, account=make_account(owner))
    client = Client()
    response = client.post(section_url(assessment), {"documentation": "4", "to": "next"})
    assert response["Location"].startswith("/en/accounts/login/?next=/en/assessments/")
    page = client.get(response["Location"]).content.decode()
    assert "have not been saved yet" in page
    target = re.search(r'name="next" value="([^"]+)"', page)[1]
    fields = {"login": "anna@example.com", "password": PASSWORD, "next": html.unescape(target)}
    page = client.post("/en/accounts/login/", fields, follow=True).content.decode()
    assert 'name="documentation" value="4" checked' in page
    assert 'name="documentation__shown" value=""' in page
    assert stored(assessment) == {}


def test_of_two_changes_the_later_wins(guest):
    assessment = begin(guest)
    for value in ("5", "1"):
        guest.post(
            section_url(assessment), {"client_onboarding": value, "client_onboarding__shown": "3"}
        )
    assert stored(assessment) == {"client_onboarding": 1}


def test_a_choice_is_saved_when_made_and_the_page_told(guest):
    assessment = begin(guest)
    data = {"documentation": "4", "documentation__shown": ""}
    response = guest.post(section_url(assessment), data, headers={"hx-request": "true"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Saved: statement 3" in page
    assert "1 of 20 answered" in page
    assert 'name="documentation__shown" value="4"' in page
    assert "<html" not in page
    assert stored(assessment) == {"documentation": 4}


def test_a_save_in_place_without_a_session_is_refused_without_a_redirect(content):
    assessment = make_assessment(content)
    response = Client().post(
        section_url(assessment), {"documentation": "4"}, headers={"hx-request": "true"}
    )
    assert response.status_code == 401
    assert stored(assessment) == {}
