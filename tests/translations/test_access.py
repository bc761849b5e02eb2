"""Tests that the pages are for staff, and show texts only to those who may see or write some."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import client_of, make_user
from tests.factories.staff import make_editor, make_staff, make_translator
from translations.urls import app_name, urlpatterns

pytestmark = pytest.mark.django_db
ARGUMENTS = {"import_preview": [uuid.UUID(int=1)]}
ADDRESSES = [
    reverse(f"{app_name}:{pattern.name}", args=ARGUMENTS.get(pattern.name))
    for pattern in urlpatterns
]
METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("url", ADDRESSES)
def test_only_staff_have_access(content, url, method):
    for client in (Client(), client_of(make_user())):
        response = getattr(client, method)(url)
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("url", ADDRESSES)
def test_staff_without_any_text_to_see_are_refused(content, url, method):
    client = client_of(make_staff("accounts.view_account"))
    assert getattr(client, method)(url).status_code in (403, 405)


@pytest.mark.parametrize("url", ADDRESSES)
def test_former_staff_are_refused(content, url):
    user = make_editor()
    client = client_of(user)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(url).status_code == 302


def test_the_admins_first_page_links_to_the_translations_for_translators_and_editors(content):
    # In the header of each page, and among the tools.
    for user, links in ((make_translator("it"), 2), (make_editor(), 2), (make_staff(), 0)):
        page = client_of(user).get("/admin/").content.decode()
        assert page.count('href="/admin/translations/"') == links


@pytest.mark.parametrize("url", ADDRESSES)
def test_pages_of_staff_are_not_cached(content, url):
    response = client_of(make_editor()).get(url)
    assert "no-store" in response["Cache-Control"]
