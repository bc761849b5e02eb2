"""Tests requests while the database is down: a translated page, which keeps what was sent."""

import html

import pytest
from django.db import OperationalError, connection
from django.test import Client

from localization.languages import CODES

WORDS = {"en": "We will be back in a moment"}


@pytest.fixture
def away(monkeypatch):
    """Makes every query fail as it does while PostgreSQL restarts."""

    def fail(*args, **kwargs):
        raise OperationalError("the database system is shutting down")

    monkeypatch.setattr(connection, "cursor", fail)
    monkeypatch.setattr(connection, "ensure_connection", fail)
    monkeypatch.setattr(connection, "set_autocommit", fail)


@pytest.mark.django_db
@pytest.mark.parametrize("language", CODES)
def test_a_page_says_when_to_try_again(language, away):
    client = Client(raise_request_exception=False)
    response = client.get(f"/{language}/")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert f'<html lang="{language}"' in response.content.decode()
    assert WORDS["en"] in response.content.decode() or language != "en"


@pytest.mark.django_db
def test_the_page_repeats_submitted_fields_except_secrets(content, away):
    client = Client(raise_request_exception=False)
    data = {"login": "anna@example.com", "password": "secret words", "note": "<b>&"}
    page = client.post("/it/accounts/login/?next=/it/", data)
    assert page.status_code == 503
    text = page.content.decode()
    assert 'action="/it/accounts/login/?next=/it/"' in text
    assert 'name="login" value="anna@example.com"' in text
    assert "<b>&" in html.unescape(text)
    assert "<b>" not in text
    assert "secret words" not in text


@pytest.mark.django_db
def test_ready_says_no_and_health_yes(away):
    client = Client()
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_ready():
    assert Client().get("/readyz").status_code == 200
