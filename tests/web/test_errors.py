"""Tests that any input of a browser is answered with a page that explains the error, not 500."""

import re

import pytest
from django.test import Client

from tests.factories import client_of, make_account, make_user

pytestmark = pytest.mark.django_db
HTML = {"accept": "text/html,*/*;q=0.8"}


@pytest.mark.parametrize("key", ["aaaa\x00bbbb", "\x00" * 9, "ABCDEFGHIJ", "a b c d e f", "é" * 9])
def test_a_malformed_session_cookie_is_ignored(content, key):
    client = Client()
    client.cookies["sessionid"] = "a"
    client.cookies["sessionid"].set("sessionid", key, key)
    assert client.get("/en/").status_code == 200
    assert client.get("/en/account/").status_code == 302


@pytest.mark.parametrize("target", ["foo", "web:privacy", "foo/bar", "", "//evil.example/", "\x00"])
def test_appearance_redirects_back_to_a_page_of_the_site(content, target):
    response = Client().post("/it/appearance/", {"appearance": "dark", "next": target})
    assert (response.status_code, response["Location"]) == (302, "/it/")
    response = Client().post("/it/appearance/", {"appearance": "dark", "next": "/it/privacy/?a=1"})
    assert response["Location"] == "/it/privacy/?a=1"


@pytest.mark.parametrize("path", ["/it/accounts/login/", "/it/appearance/", "/it/nothing/"])
def test_a_form_in_another_encoding_is_not_understood(content, path):
    kind = "application/x-www-form-urlencoded; charset=latin-1"
    response = Client().post(path, "appearance=dark&login=x", content_type=kind)
    assert response.status_code in (400, 404)
    assert '<html lang="it"' in response.content.decode()


def test_a_wrong_method_is_answered_with_a_page(content):
    owner = make_user()
    make_account(owner)
    for client, path in (
        (Client(), "/fr/assessments/start/"),
        (Client(), "/fr/appearance/"),
        (client_of(owner), "/fr/account/switch/"),
    ):
        response = client.get(path, headers=HTML)
        assert response.status_code == 405
        assert response["Allow"] == "POST"
        page = response.content.decode()
        assert '<html lang="fr"' in page
        assert len(re.findall("<h1", page)) == 1
    assert Client().put("/fr/privacy/", headers=HTML).content


def test_a_wrong_method_outside_of_pages_has_an_empty_answer(content):
    assert Client().post("/healthz").content == b""
    response = Client().get("/en/assessments/start/", headers={"accept": "application/json"})
    assert (response.status_code, response.content) == (405, b"")


@pytest.mark.parametrize(
    ("referer", "link"),
    [
        ("http://testserver/it/account/?a=1", "/it/account/?a=1"),
        ("http://testserver//evil.example/", "/it/"),
        ("http://evil.example/it/account/", "/it/"),
        ("http://testserver:81/it/account/", "/it/"),
        ("http://testserver", "/it/"),
        ("", "/it/"),
    ],
)
def test_an_expired_form_links_back_to_its_page(content, referer, link):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/it/assessments/start/", headers={"referer": referer})
    assert response.status_code == 403
    assert f'<a class="btn btn-primary" href="{link}">' in response.content.decode()
