"""Tests the assessment pages in the reader's language, number format and time zone."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from assessments.models import Assessment
from localization.languages import CODES
from tests.assessments.sections import begin, section_url, stored, text_of
from tests.factories import (
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)

pytestmark = pytest.mark.django_db


LANGUAGES = list(CODES)


def test_dates_are_those_of_the_accounts_time_zone(content):
    owner = make_user()
    account = make_account(owner, country="NZ", currency="NZD")
    assessment = make_assessment(content, [3], account=account)
    late = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)  # noon of 1 April in Auckland
    Assessment.objects.filter(pk=assessment.pk).update(started_at=late)
    client = client_of(owner)
    for path in ("", f"{assessment.pk}/delete/"):
        assert "1\u00a0April 2026" in client.get(f"/en/assessments/{path}").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_switching_language_keeps_page_and_answers(guest, language):
    assessment = begin(guest)
    target = section_url(assessment, language=language)
    response = guest.post(target, {"client_onboarding": "4", "language": language})
    assert response.status_code == 302
    assert response["Location"] == target
    page = guest.get(target).content.decode()
    assert f'<html lang="{language}"' in page
    assert 'name="client_onboarding" value="4" checked' in page


def test_switching_language_keeps_what_could_not_be_read_with_its_error(guest):
    assessment = begin(guest)
    response = guest.post(
        section_url(assessment, language="it"),
        {"client_onboarding": "7", "documentation": "2", "language": "it"},
    )
    page = text_of(response)
    assert response.status_code == 422
    assert '<html lang="it"' in page
    assert "7" in page
    assert stored(assessment) == {"documentation": 2}


@pytest.mark.parametrize(
    ("language", "figure"),
    [
        ("en", "3.55"),
        ("it", "3,55"),
        ("fr", "3,55"),
        ("es", "3,55"),
        ("de", "3,55"),
        ("pt-br", "3,55"),
    ],
)
def test_numbers_are_in_the_readers_format(content, language, figure):
    owner = make_user()
    assessment = make_completed(content, account=make_account(owner))
    page = client_of(owner).get(f"/{language}/assessments/{assessment.pk}/result/").content.decode()
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert figure in title
    for value in ("4.6", "3.2", "3.8", "2.6"):
        assert f'<span class="num">{value.replace(".", figure[1])}</span>' in page


def test_root_follows_the_browsers_languages(content):
    for accept, language in (
        ("fr-CA,fr;q=0.9", "fr"),
        ("pl,es;q=0.5", "es"),
        ("de-AT,es;q=0.5", "de"),
        ("pt", "pt-br"),
        ("pt-BR,pt;q=0.9", "pt-br"),
        ("pt-PT,es;q=0.5", "pt-br"),
        ("zh", "en"),
        ("", "en"),
    ):
        response = Client().get("/", headers={"accept-language": accept})
        assert response["Location"] == f"/{language}/"


def test_text_that_falls_back_carries_its_language(guest):
    from assessments.models import Statement

    assessment = begin(guest)
    Statement.objects.filter(key="client_onboarding").update(text_it="")
    page = guest.get(section_url(assessment, language="it")).content.decode()
    assert '<span lang="en">We follow a standard process' in page
