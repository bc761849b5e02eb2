"""Tests that no text of the admin and of sign-in stays in English, in whatever language.

The pages are rendered in the pseudo-language. A text in plain letters does not go through
translation; every message that does has to be in the catalogue of each language, ours or that of the
package it comes from.
"""

import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import trans_real

from content.registry import content_models
from localization.columns import column_name
from localization.languages import CODES
from tests import pseudo
from tests.backoffice.staff import Staff
from tests.backoffice.staff_pages import visit, visits
from tests.backoffice.test_permissions import copy_of
from tests.journeys.every_page import every_page
from tests.test_translated import sentences

pytestmark = pytest.mark.django_db
LANGUAGE = "de"
# Earlier wordings, their differences, and what forms hold.
STORED = re.compile(
    r'<(dd|p|q) class="(?:edit-text|translations-text)".*?</\1>|<(textarea|pre|ins|del|code)\b.*?</\2>',
    re.DOTALL,
)
# Names of the product, of standards, companies, groups, languages, months, countries and currencies;
# the name of a draft's pieces; a language behind the label of a field, where a script makes tabs;
# masked passwords, names of form fields and everything with a digit, an @ or an underscore.
NAMES = [
    r"\b\d+\s(?:Stunden?|Tage?)\b",
    "MSP Maturity", "WebAuthn", "Acme IT", "Trainees", "Apprentices", *map(re.escape, dict(settings.LANGUAGES).values()),
    "November", r"\b[A-Z]{2,3}\b", r"\bNew\b", r"\[[a-z-]{2,5}\]", r"\S*\*{3}\S*", r"\bmemberships-\S+",
    r"\S*[\d@_]\S*",
]  # fmt: skip
WORD = re.compile(r"[A-Za-z]{2,}")
MESSAGE = re.compile(r"[A-Za-z]{2}")


@pytest.fixture
def messages(content, monkeypatch) -> set[str]:
    """Installs the pseudo-language; collects the messages that are asked for."""
    asked = set()
    pseudo.install(monkeypatch, LANGUAGE)
    catalogue = trans_real.translation(LANGUAGE)
    one, several = catalogue.gettext, catalogue.ngettext

    def gettext(message: str) -> str:
        asked.add(str(message))
        return one(message)

    def ngettext(message: str, plural: str, number: int) -> str:
        asked.add(str(message))
        return several(message, plural, number)

    monkeypatch.setattr(catalogue, "gettext", gettext)
    monkeypatch.setattr(catalogue, "ngettext", ngettext)
    return asked


def missing(asked: set[str], language: str) -> set[str]:
    """Returns the messages that no catalogue of the language has; without those of one letter."""
    catalogue = trans_real.translation(language)._catalog
    return {
        message
        for message in asked
        if MESSAGE.search(message) and message not in catalogue and (message, 0) not in catalogue
    }


def keys() -> list[str]:
    """Returns the keys of content, which are the same in all languages."""
    return [
        row.key
        for content_model in content_models()
        for row in content_model.model.objects.all()
        if hasattr(row, "key")
    ]


def stored_texts() -> set[str]:
    """Returns the texts of content in all languages, also line by line."""
    texts = [
        getattr(row, column_name(name, code)) or ""
        for content_model in content_models()
        for row in content_model.model.objects.all()
        for name in content_model.fields
        for code in CODES
    ]
    lines = [line for text in texts for line in (text, *text.splitlines())]
    return {" ".join(line.split()) for line in lines}


def plain_texts(page: str, names: re.Pattern[str], stored: set[str]) -> set[str]:
    """Returns the texts of a page in plain letters that are neither names nor stored."""
    texts = sentences(STORED.sub(" ", page)) - stored
    return {
        text for text in texts if WORD.search(names.sub(" ", text)) and not text.startswith("{")
    }


def test_the_admin_has_no_text_in_english(content, messages):
    staff = Staff(content)
    clients = staff.clients()
    names = re.compile("|".join([*NAMES, *(rf"\b{re.escape(key)}\b" for key in keys())]))
    stored, plain = stored_texts(), {}
    for wanted in visits(staff):
        page = visit(copy_of(clients[wanted.role]), wanted, LANGUAGE).content.decode()
        if texts := plain_texts(page, names, stored):
            plain[wanted] = texts
    assert plain == {}
    assert len(messages) > 300
    assert {code: found for code in CODES[1:] if (found := missing(messages, code))} == {}


def test_every_message_of_the_site_is_translated(content, messages):
    cache.clear()
    assert len(list(every_page(content, LANGUAGE))) > 100
    assert "Confirm Access" in messages
    assert {code: found for code in CODES[1:] if (found := missing(messages, code))} == {}
