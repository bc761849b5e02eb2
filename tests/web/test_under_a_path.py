"""Tests the site below a path of its host: every address that it gives out keeps the path."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_script_prefix
from django.utils.functional import empty

from accounts.models import User
from localization.available_languages import offered_codes
from tests.factories import (
    PASSWORD,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import MONTH_EXAMPLE, make_entry

pytestmark = pytest.mark.django_db

PREFIX = "/maturity"
ADDRESS = re.compile(
    r'\s(?:href|src|action|formaction|hx-post|hx-get|data-[\w-]*url)="([^"]*)"', re.IGNORECASE
)
NO_PAGE = re.compile(r"/static/|\.(pdf|xlsx|csv|json|po)$|/logout/|/shared/")


class PrefixedClient(Client):
    """Represents a browser before a server that takes the path away, as gunicorn does."""

    def generic(self, method: str, path: str, *args, **kwargs):
        return super().generic(method, path.removeprefix(PREFIX), *args, **kwargs)


@pytest.fixture(autouse=True)
def _under_a_path(settings) -> Iterator[None]:
    settings.FORCE_SCRIPT_NAME = PREFIX
    settings.STATIC_URL = f"{PREFIX}/static/"
    with override_script_prefix(f"{PREFIX}/"):
        staticfiles_storage._wrapped = empty  # it took the address of static files when it began
        yield
    staticfiles_storage._wrapped = empty


def addresses(response: HttpResponse) -> list[str]:
    return [unescape(found) for found in ADDRESS.findall(response.content.decode())]


def page_kind(path: str) -> str:
    """Returns what addresses of one page, of other rows and in other languages have in common."""
    path = path.partition("?")[0].partition("#")[0]
    return re.sub(r"(?<=/)([0-9a-f-]{32,}|\d+|[a-z]{2}(?:-[a-z]+)?)(?=/)", "*", path)


def walk(client: Client, *starts: str) -> set[tuple[str, str]]:
    """Follows links to one page of each kind; returns wrong addresses as (page, address)."""
    waiting, seen, wrong = list(starts), set(), set()
    while waiting:
        path = waiting.pop(0)
        kind = page_kind(path)
        if kind in seen or NO_PAGE.search(kind):
            continue
        seen.add(kind)
        response = client.get(path, headers={"accept-language": "it"})
        found = [response["Location"]] if "Location" in response else []
        if response["Content-Type"].startswith("text/html"):
            found += addresses(response)
        found = [address.removeprefix("http://testserver") for address in found]
        full = [urljoin(path, address) if address else path for address in found]
        wrong |= {(path, address) for address in full if not address.startswith(f"{PREFIX}/")}
        waiting += [address for address in full if address.startswith(f"{PREFIX}/")]
    assert len(seen) > 5
    return wrong


def test_every_page_of_a_guest(content):
    guest = PrefixedClient()
    begun = guest.post(f"{PREFIX}/it/assessments/start/")
    assert begun["Location"].startswith(f"{PREFIX}/it/assessments/")
    assert walk(guest, f"{PREFIX}/", begun["Location"], f"{PREFIX}/robots.txt") == set()
    assert f"Disallow: {PREFIX}/admin/" in guest.get(f"{PREFIX}/robots.txt").content.decode()


def test_every_page_of_a_member_and_of_staff(content):
    owner = User.objects.create_superuser("root@example.com", PASSWORD)
    account = make_account(owner)
    done = make_completed(content, account=account)
    make_completed(content, [2] * 20, account=account)
    draft = make_assessment(content, [3], account=account)
    make_entry(account, date(2026, 1, 1), **MONTH_EXAMPLE)
    browser = PrefixedClient()
    browser.force_login(owner)
    base = f"{PREFIX}/de/assessments"
    starts = (
        f"{base}/",
        f"{base}/{done.pk}/result/",
        f"{base}/{draft.pk}/",
        f"{base}/{draft.pk}/review/",
        f"{PREFIX}/admin/translations/texts/?language=it",
        f"{PREFIX}/admin/",
        f"{PREFIX}/nothing/",
    )
    assert walk(browser, *starts) == set()


def test_switching_language_stays_on_the_page(content):
    guest = PrefixedClient()
    page = guest.get(f"{PREFIX}/it/privacy/")
    links = [address for address in addresses(page) if address.endswith("/privacy/")]
    assert {f"{PREFIX}/{code}/privacy/" for code in offered_codes()} <= set(links)
    wrong_method = guest.get(f"{PREFIX}/fr/appearance/", headers={"accept": "text/html"})
    assert wrong_method.status_code == 405
    assert '<html lang="fr"' in wrong_method.content.decode()


def test_what_is_typed_survives_a_switch(content):
    data = {"language": "de", "company": "Rossi", "email": "anna@example.com"}
    page = PrefixedClient().post(f"{PREFIX}/de/accounts/signup/", data)
    assert 'value="Rossi"' in page.content.decode()


def test_signing_in_comes_back_to_the_page(content):
    make_account(make_user("anna@example.com"))
    browser = PrefixedClient()
    door = browser.get(f"{PREFIX}/en/account/")["Location"]
    assert door == f"{PREFIX}/en/accounts/login/?next={PREFIX}/en/account/"
    data = {"login": "anna@example.com", "password": PASSWORD, "next": f"{PREFIX}/en/account/"}
    assert browser.post(door, data)["Location"] == f"{PREFIX}/en/account/"
    assert browser.get(f"{PREFIX}/admin/")["Location"].startswith(f"{PREFIX}/admin/login/")


def test_the_admin_is_told_by_its_path(content, settings):
    settings.STAFF_TWO_FACTOR = True
    browser = client_of(User.objects.create_superuser("root@example.com", PASSWORD))
    answer = browser.get("/admin/")
    assert answer["Location"] == f"{PREFIX}/en/accounts/2fa/totp/activate/"


def test_addresses_that_are_sent_keep_the_path(content):
    owner = make_user("anna@example.com")
    done = make_completed(content, account=make_account(owner))
    browser = PrefixedClient()
    browser.force_login(owner)
    page = browser.post(f"{PREFIX}/en/assessments/{done.pk}/links/", {"days": "7"})
    shared = re.search(rf"http://testserver({PREFIX}/shared/[\w-]+/)", page.content.decode())[1]
    own_language = PrefixedClient().get(shared, headers={"accept-language": "fr"})["Location"]
    assert own_language == shared.replace("/shared/", "/fr/shared/")
    assert PrefixedClient().get(own_language).status_code == 200
    PrefixedClient().post(f"{PREFIX}/en/accounts/password/reset/", {"email": owner.email})
    assert f"http://testserver{PREFIX}/en/accounts/password/reset/key/" in mail.outbox[-1].body


def test_the_appearance_is_kept_for_the_path(content, settings):
    settings.COOKIE_PATH = f"{PREFIX}/"
    answer = PrefixedClient().post(f"{PREFIX}/it/appearance/", {"appearance": "dark"})
    assert answer.cookies["appearance"]["path"] == f"{PREFIX}/"
