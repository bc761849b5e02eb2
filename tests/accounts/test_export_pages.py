"""Tests the pages of data exports: who gets them, what they say, the download."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import AccountExport, Activity, Role
from accounts.models.export import EXPORT_KEPT_FOR
from accounts.services.exports import account_export_fail, export_storage
from tests.accounts.exporting import EXPORTED, make_export, request_export
from tests.factories import (
    PASSWORD,
    add_member,
    client_of,
    confirmed_client_of,
    make_account,
    make_user,
)

pytestmark = pytest.mark.django_db
PAGE = "/en/account/export/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def owner(content):
    return make_user("owner@example.com")


@pytest.fixture
def account(owner):
    return make_account(owner, name="Nordlicht")


@pytest.fixture
def client(account, owner):
    return confirmed_client_of(owner)


def page_of(client, path: str = PAGE) -> str:
    return client.get(path).content.decode()


def text_of(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_it_is_asked_for_after_the_password(account, owner):
    client = client_of(owner)
    ask = client.post(PAGE)["Location"]
    assert "/reauthenticate/" in ask
    assert not AccountExport.objects.exists()
    assert client.post(ask, {"password": PASSWORD})["Location"] == PAGE
    assert AccountExport.objects.get().requested_by == owner


def test_two_presses_begin_one_export(client):
    for _press in range(2):
        assert client.post(PAGE)["Location"] == PAGE
    assert AccountExport.objects.count() == 1
    assert ProcrastinateJob.objects.count() == 1


def test_the_export_is_in_the_language_of_the_page(client):
    client.post("/de/account/export/")
    export = AccountExport.objects.get()
    assert export.language == "de"
    assert export.page_url == "http://testserver/de/account/export/"


def test_too_many_exports_are_refused(client):
    for _number in range(5):
        client.post(PAGE)
        account_export_fail(export_id=AccountExport.objects.latest("requested_at").pk)
    assert client.post(PAGE).status_code == 429


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/download/"])
def test_other_members_are_told_whom_to_ask(account, role, path):
    address = PAGE + path.format(pk=make_export(account).pk)
    response = client_of(add_member(account, role)).get(address)
    assert response.status_code == 403
    assert "owner@example.com" in response.content.decode()


def test_the_page_says_how_far_it_is(client, account, owner):
    export = request_export(account, owner)
    assert "Waiting to start." in page_of(client)
    AccountExport.objects.filter(pk=export.pk).update(parts_done=23, parts_total=240)
    page = page_of(client)
    assert "23 of 240 files" in text_of(page)
    assert 'role="status"' in page
    assert f'href="{PAGE}{export.pk}/"' in page  # «Show progress», without JavaScript
    assert "Prepare a data export" not in page  # one at a time
    assert "23 of 240 files" in text_of(page_of(client, f"{PAGE}{export.pk}/"))


def test_htmx_asks_for_the_state_until_it_is_ready(client, account, owner):
    export = request_export(account, owner)
    address = f"{PAGE}{export.pk}/"
    part = client.get(address, headers=HTMX)
    assert part.status_code == 200
    assert "<html" not in part.content.decode()
    assert f'hx-get="{address}"' in part.content.decode()
    ready = make_export(account)
    AccountExport.objects.filter(pk=ready.pk).update(parts_total=1)
    done = client.get(f"{PAGE}{ready.pk}/", headers=HTMX)
    assert done.status_code == 286  # htmx stops asking
    assert f"{PAGE}{ready.pk}/download/" in done.content.decode()
    assert "hx-get" not in done.content.decode()


def test_a_failed_export_is_said_and_can_be_tried_again(client, account, owner):
    export = request_export(account, owner)
    account_export_fail(export_id=export.pk)
    page = page_of(client)
    assert "could not be prepared" in page
    assert "Try again" in page
    client.post(PAGE)
    assert "Waiting to start." in page_of(client)


def test_the_list_has_what_can_be_downloaded(client, account):
    old = make_export(account, timezone.now() - EXPORT_KEPT_FOR - timedelta(minutes=1))
    ready = make_export(account)
    AccountExport.objects.filter(pk=ready.pk).update(size=12_345_678)
    page = page_of(client)
    assert f"{PAGE}{ready.pk}/download/" in page
    assert "12.3 MB" in page
    assert str(old.pk) not in page
    for path in ("", "download/"):
        assert client.get(f"{PAGE}{old.pk}/{path}").status_code == 404


def test_the_download_needs_the_password(account, owner):
    address = f"{PAGE}{make_export(account).pk}/download/"
    client = client_of(owner)
    for method in (client.get, client.head):
        assert "/reauthenticate/" in method(address)["Location"]
    ask = client.get(address)["Location"]
    assert client.post(ask, {"password": PASSWORD})["Location"] == address
    assert client.get(address).getvalue() == EXPORTED.encode()


def test_the_download_is_private_named_and_recorded(client, account, owner):
    export = make_export(account)
    response = client.get(f"{PAGE}{export.pk}/download/", headers={"accept-encoding": "gzip"})
    assert response.getvalue() == EXPORTED.encode()
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Length"] == str(len(EXPORTED))
    day = timezone.localdate().isoformat()
    assert f'filename="data-export-{day}.zip"' in response["Content-Disposition"]
    activity = Activity.objects.get(kind="export_downloaded")
    assert (activity.actor, activity.details) == (owner, {"export": str(export.pk)})
    assert activity.address == "127.0.0.1"


def test_a_question_for_the_headers_is_no_download(client, account):
    response = client.head(f"{PAGE}{make_export(account).pk}/download/")
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(EXPORTED))
    assert not Activity.objects.filter(kind="export_downloaded").exists()


def test_what_is_not_ready_cannot_be_downloaded(client, account, owner):
    export = request_export(account, owner)
    assert client.get(f"{PAGE}{export.pk}/download/").status_code == 404


def test_a_file_that_is_gone_is_said(client, account):
    export = make_export(account)
    export_storage().delete(export.file_name)
    page = client.get(f"{PAGE}{export.pk}/download/", follow=True).content.decode()
    assert "no longer available" in page
    assert not Activity.objects.filter(kind="export_downloaded").exists()


def test_the_export_of_another_company_of_ones_own_is_not_found(client, owner):
    other = make_export(make_account(owner, name="Second"))
    for path in ("", "download/"):
        assert client.get(f"{PAGE}{other.pk}/{path}").status_code == 404


def test_an_export_of_a_deleted_person_names_a_former_member(client, account, owner):
    export = make_export(account)
    AccountExport.objects.filter(pk=export.pk).update(requested_by=None)
    assert "former member" in page_of(client)
