"""Tests that packages speak English as the product does: its catalogue rewords their sentences."""

import re

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from devserver.catalogues import collected_messages
from tests.factories import client_of, make_user
from tests.localization.test_messages import in_code

CATALOGUE = settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Title Case, «log in», praise of success, two spaces and quotation marks of typewriters.
FOREIGN_STYLE = re.compile(
    r"[a-z] [A-Z][a-z]|\b[Ll]og(?:ged)? ?(?:in|out)\b|[Ss]uccessful|  |['\"]|[Pp]lease|—"
)


def test_the_catalogue_is_loaded():
    with override("en"):
        assert gettext("Sign Out") == "Sign out"
        one, several = "Please correct the error below.", "Please correct the errors below."
        assert ngettext(one, several, 2) == "Correct the errors below."
    with override("de"):
        assert gettext("Sign Out") == "Abmelden"


def test_our_own_messages_are_reworded_where_they_stand():
    reworded = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(CATALOGUE))}
    assert reworded & in_code(of_packages=False) == set()


def test_collected_sentences_are_in_our_style():
    entries = polib.pofile(str(CATALOGUE))
    reworded = {text for entry in entries for text in (entry.msgid, entry.msgid_plural)}
    texts = collected_messages(settings.BASE_DIR) - reworded
    texts |= {text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())}
    assert {text for text in texts if FOREIGN_STYLE.search(text)} == set()


@pytest.mark.django_db
def test_pages_of_packages_are_reworded(content):
    signed_in = client_of(make_user())
    page = signed_in.get("/en/accounts/logout/").content.decode()
    assert "Do you want to sign out?" in page
    page = signed_in.get("/en/accounts/password/change/").content.decode()
    assert "Confirm password" in page
    assert page.count('href="/en/accounts/password/reset/"') == 1
    page = Client().post("/en/accounts/login/", {"login": "a@example.com", "password": "x"})
    assert "The email address or password is wrong." in page.content.decode()
