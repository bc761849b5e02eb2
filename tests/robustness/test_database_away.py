"""Tests requests while the database is down: a translated page, which keeps what was sent."""

import html

import pytest
from django.db import InterfaceError, OperationalError, connection
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
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_ready_says_no_whatever_the_driver_raises(monkeypatch, error):
    def fail(*args, **kwargs):
        raise error("the connection is closed")

    monkeypatch.setattr(connection, "cursor", fail)
    assert Client().get("/readyz").status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["testserver", "10.0.0.7:8000", "[fd00::7]:8000", "_", "a b"])
def test_ready_and_healthy_for_any_host(host):
    for path in ("/healthz", "/readyz"):
        answer = Client().get(path, headers={"host": host})
        assert (answer.status_code, answer.content) == (200, b"ok\n")
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies
    assert Client().get("/en/", headers={"host": "10.0.0.7:8000"}).status_code == 400
