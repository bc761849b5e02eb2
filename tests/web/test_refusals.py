"""Tests that what is too large or too frequent is refused with a page, before it costs anything."""

import re
import uuid

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client

from assessments.models import Assessment
from kpis.imports.cells import LIMITS as KPI_LIMITS
from tests.factories import client_of, make_account, make_user
from translations.imports.rows import LIMITS as TRANSLATION_LIMITS

pytestmark = pytest.mark.django_db

LIMIT = django_settings.DATA_UPLOAD_MAX_MEMORY_SIZE
MULTIPART = "multipart/form-data; boundary=x"
START = "/it/assessments/start/"


class Unread:
    """Represents a body that nobody may read."""

    def read(self, *_: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def post_body(path: str, length: int, kind: str = MULTIPART):
    body = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": kind, "wsgi.input": Unread()}
    return Client(enforce_csrf_checks=True).generic("POST", path, **body)


@pytest.mark.parametrize("kind", [MULTIPART, "application/x-www-form-urlencoded", "text/plain"])
@pytest.mark.parametrize("path", ["/it/accounts/login/", "/it/nothing/", START, "/it/appearance/"])
def test_a_body_that_no_page_sends_is_refused_unread(content, path, kind):
    response = post_body(path, LIMIT + 1, kind)
    page = response.content.decode()
    assert response.status_code == 413
    assert '<html lang="it"' in page
    assert len(re.findall("<h1", page)) == 1
    assert "2,5" in page


def test_a_size_has_the_unit_of_our_own_messages(content):
    page = post_body("/fr/accounts/login/", LIMIT + 1).content.decode()
    assert "2,5\N{NO-BREAK SPACE}Mo" in page


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/admin/translations/files/", TRANSLATION_LIMITS.file_size),
        ("/en/kpis/import/", KPI_LIMITS.file_size),
    ],
)
def test_a_page_that_takes_files_accepts_them_besides(content, path, size):
    assert post_body(path, LIMIT + 2 * size + 1).status_code == 413
    with pytest.raises(AssertionError, match="the body was read"):
        post_body(path, LIMIT + 2 * size)  # the form itself refuses what is above its limit


FILE = '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n\r\n'


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", "abc"),
        ("multipart/form-data; boundary=é", "abc"),
        (MULTIPART, FILE * 101 + "--x--"),
        (MULTIPART, "--x\r\nContent-Transfer-Encoding: base64\r\n" + FILE[5:] + "a"),
        ("application/x-www-form-urlencoded", "a=&" * 3000),
        ("application/x-www-form-urlencoded; charset=nothing", "a="),
    ],
    ids=["no boundary", "bad boundary", "many files", "bad base64", "many fields", "bad charset"],
)
def test_a_body_that_is_not_understood_gets_a_page(content, kind, body):
    browser = Client(enforce_csrf_checks=True)
    browser.cookies["csrftoken"] = "a" * 32
    response = browser.generic("POST", "/it/accounts/login/", body, content_type=kind)
    page = response.content.decode()
    assert response.status_code in (400, 403)
    assert '<html lang="it"' in page
    assert len(re.findall("<h1", page)) == 1


def test_a_host_that_is_not_ours_is_refused_in_the_language_of_the_browser(content, settings):
    settings.SECURE_SSL_REDIRECT = True  # then the host is looked at before the language is
    headers = {"host": "evil.example", "accept-language": "de"}
    assert '<html lang="de"' in Client().get("/", headers=headers).content.decode()
    assert '<html lang="fr"' in Client().get("/fr/", headers=headers).content.decode()


def test_an_office_may_begin_together(content):
    for _ in range(30):
        assert Client().post(START).status_code == 302
    assert Assessment.objects.count() == 30


def test_one_address_may_not_begin_without_end(content, settings):
    settings.ACCOUNT_RATE_LIMITS = {"start": "3/10m/ip"}
    for _ in range(3):
        assert Client().post(START).status_code == 302
    refused = Client().post(START)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) == 600
    assert '<html lang="it"' in refused.content.decode()
    assert Assessment.objects.count() == Session.objects.count() == 3
    assert Client(REMOTE_ADDR="10.0.0.1").post(START).status_code == 302


@pytest.mark.parametrize("signed_in", [False, True], ids=["guest", "member"])
def test_one_browser_may_not_begin_without_end(content, settings, signed_in):
    settings.ACCOUNT_RATE_LIMITS = {"start_by_browser": "3/10m/key"}
    browser, path, data = Client(), START, {}
    if signed_in:
        owner = make_user()
        make_account(owner)
        browser, path = client_of(owner), "/it/assessments/new/"
        data = {"last": "show"}
    else:
        browser.post(START)  # only from then on is it known
    for _ in range(3):
        assert browser.post(path, data | {"start_key": str(uuid.uuid4())}).status_code == 302
    assert browser.post(path, data).status_code == 429
    assert browser.get("/it/assessments/new/").status_code == (200 if signed_in else 302)
    assert Client().post(START).status_code == 302


@pytest.mark.parametrize("action", ["start", "start_by_browser"])
def test_beginning_is_limited_by_default(action):
    assert django_settings.ACCOUNT_RATE_LIMITS[action]
