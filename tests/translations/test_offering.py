"""Tests how a complete language becomes available: by a publisher, or by the next release."""

import pytest
from django.test import Client

from assessments.models import Statement
from localization.available_languages import clear_cache, offered_codes
from localization.models import OfferedLanguage
from tests.factories import client_of
from tests.factories.staff import make_editor, make_staff

pytestmark = pytest.mark.django_db
MATRIX, OFFER = "/admin/translations/", "/admin/translations/offer/"


@pytest.fixture
def waiting(content):
    """Makes German a language that is complete but not available."""
    OfferedLanguage.objects.filter(code="de").delete()
    clear_cache()
    yield
    clear_cache()


@pytest.fixture
def publisher() -> Client:
    return client_of(make_staff("assessments.publish_questionnaire", "assessments.view_statement"))


def test_a_complete_language_is_offered(waiting, publisher, django_capture_on_commit_callbacks):
    assert "Offer Deutsch to MSPs" in publisher.get(MATRIX).content.decode()
    assert "/de/" not in Client().get("/en/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        publisher.post(OFFER, {"code": "de"})
    page = publisher.get(MATRIX).content.decode()
    assert "Deutsch is now available to MSPs" in page
    assert "Offer Deutsch" not in page
    assert "de" in offered_codes()
    assert "/de/" in Client().get("/en/").content.decode()


def test_a_language_with_missing_texts_is_unavailable_and_they_are_listed(waiting, publisher):
    Statement.objects.filter(key__in=["upsell", "documentation"]).update(text_de="")
    page = publisher.get(MATRIX).content.decode()
    assert "2 texts are missing" in page
    assert "Offer Deutsch" not in page
    refused = publisher.post(OFFER, {"code": "de"}, follow=True).content.decode()
    assert "2 texts are still missing" in refused
    assert "de" not in offered_codes()


@pytest.mark.parametrize("code", ["xx", "", "\x00", "de; DROP"])
def test_an_unknown_language_in_the_address_is_not_found(waiting, publisher, code):
    assert publisher.post(OFFER, {"code": code}).status_code == 404


def test_only_publishers_offer(waiting):
    assert client_of(make_editor()).post(OFFER, {"code": "de"}).status_code == 403
    assert "Offer Deutsch" not in client_of(make_editor()).get(MATRIX).content.decode()
    assert not OfferedLanguage.objects.filter(code="de").exists()
