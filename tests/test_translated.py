"""Tests that pages in other languages contain no English text."""

import html
import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from localization.languages import CODES
from tests.factories import (
    PASSWORD,
    client_of,
    make_account,
    make_user,
)
from tests.page_lists import forms, pages, refused_figures
from web.privacy import list_cookies

pytestmark = pytest.mark.django_db

# Names of languages, of the product, of formats; terms of the trade that are the same word; names typed by people.
SAME = {
    "English", "Italiano", "Français", "Español", "Deutsch", "Português (Brasil)", "MSP Maturity", "JSON", "Auto", "E-mail", "Proactive",
    "Acme IT", "· Acme IT", "Cookies", "Excel", *(cookie.name for cookie in list_cookies()),
}  # fmt: skip
SAME_IN = {
    "it": {
        "Account",
        "Account · MSP Maturity",
        "Privacy",
        "Privacy · MSP Maturity",
        "Service desk",
        "Password",
        "Editor",
        "File",
    },
    "fr": {
        "Score", "Clients", "Conversions", "Section", "Actions", "Date", "Support", "Invitations", "Exports",
        "Invitations · MSP Maturity",
    },
    "es": {"Editor", "Error:"},
    "de": {"Conversions", "Name", "Neutral", "Support", "Passkeys", "Passkeys · MSP Maturity"},
    "pt-br": {
        "Backups",
        "Editor",
        "KPIs",
        "KPIs · MSP Maturity",
        "NPS – Net Promoter Score",
        "churn",
        "upsell",
    },
}  # fmt: skip
TERM_CARD = re.compile(r'<div class="term-card".*?</div>', re.DOTALL)
ENGLISH_WORDS = re.compile(r'<span lang="en">(.*?)</span>')
HIDDEN = re.compile(r"<(script|style|option)\b.*?</\1>", re.DOTALL)


def sentences(page: str) -> set[str]:
    """Returns the page's visible texts, and the texts of attributes that screen readers read."""
    body = HIDDEN.sub(" ", page)
    # What a term stands for is one text, though its English words are marked.
    body = TERM_CARD.sub(lambda card: ENGLISH_WORDS.sub(r"\1", card[0]), body)
    texts = re.findall(
        r'(?:aria-label|title|placeholder|data-label|data-failed|name="description" content)="([^"]+)"',
        body,
    )
    texts += re.split(r"<[^>]+>", body)
    return {" ".join(html.unescape(text).split()) for text in texts}


def untranslated(english: str, other: str, language: str) -> set[str]:
    """Returns the texts of both pages that are not names, figures, abbreviations or addresses."""
    shared = (sentences(english) & sentences(other)) - SAME - SAME_IN[language]
    return {
        text for text in shared if re.search(r"[a-z]{3}", text) and not re.search(r"[@/=]", text)
    }


@pytest.mark.parametrize("language", CODES[1:])
def test_pages(content, language):
    english_texts = {}
    for client, path in pages(content):
        english, other = (client.get(f"/{code}/{path}", follow=True) for code in ("en", language))
        assert other.status_code in (200, 403, 404, 422)
        english_texts[path] = untranslated(
            english.content.decode(), other.content.decode(), language
        )
    assert {path: texts for path, texts in english_texts.items() if texts} == {}


@pytest.mark.parametrize("language", CODES[1:])
def test_errors(content, language):
    english_texts = {}
    for path, data in forms():
        english, other = (Client().post(f"/{code}/{path}", data) for code in ("en", language))
        english_texts[path, tuple(data)] = untranslated(
            english.content.decode(), other.content.decode(), language
        )
    assert {key: texts for key, texts in english_texts.items() if texts} == {}


@pytest.mark.parametrize("language", CODES[1:])
def test_figures_that_are_refused(content, language):
    owner = make_user()
    make_account(owner)
    client = client_of(owner)
    for data in refused_figures():
        english, other = (client.post(f"/{code}/kpis/new/", data) for code in ("en", language))
        assert (english.status_code, other.status_code) == (422, 422)
        assert untranslated(english.content.decode(), other.content.decode(), language) == set()


@pytest.mark.parametrize("language", CODES[1:])
def test_answers_that_are_refused(content, language):
    client = Client()
    key = client.post("/en/assessments/start/")["Location"].split("/")[3]
    data = {"client_onboarding": "9", "documentation": ["1", "2"], "tool_usage": "1"}
    path = f"assessments/{key}/sections/process_operations/"
    english, other = (client.post(f"/{code}/{path}", data) for code in ("en", language))
    assert untranslated(english.content.decode(), other.content.decode(), language) == set()


@pytest.mark.parametrize("language", CODES[1:])
@pytest.mark.parametrize("case", ["sign-up", "known address", "reset", "reset of nobody"])
def test_mails(content, language, case):
    def send(code: str) -> str:
        address = f"{code}@example.com"
        fields = {"email": address, "password1": PASSWORD, "password2": PASSWORD}
        fields |= {"company": "Rossi", "country": "IT", "currency": "EUR"}
        if case in ("known address", "reset"):
            make_user(address)
        if case in ("sign-up", "known address"):
            Client(REMOTE_ADDR="10.1.1.1").post(f"/{code}/accounts/signup/", fields)
        else:
            Client(REMOTE_ADDR="10.1.1.1").post(
                f"/{code}/accounts/password/reset/", {"email": address}
            )
        message = mail.outbox[-1]
        assert message.to == [address]
        return f"{message.subject}\n{message.body}"

    english, other = send("en"), send(language)
    assert f"/{language}/accounts/" in other
    lines = {line for line in english.splitlines() if line.strip()} & set(other.splitlines())
    assert lines - {"MSP Maturity", "--"} == set()


def test_german_says_sie_in_sentences_of_packages_too(content):
    familiar = re.compile(r"\b(du|dir|dich|dein\w*)\b", re.IGNORECASE)
    responses = [
        *((path, client.get(f"/de/{path}", follow=True)) for client, path in pages(content)),
        *((f"{path} (refused)", Client().post(f"/de/{path}", data)) for path, data in forms()),
    ]
    familiar_texts = {
        (path, text)
        for path, response in responses
        for text in sentences(response.content.decode())
        if familiar.search(text)
    }
    assert familiar_texts == set()


def test_the_scale_has_the_specified_labels():
    from assessments.presenters.scale_labels import LABELS

    expected = {
        "it": ["Fortemente in disaccordo", "In disaccordo", "Neutrale", "D’accordo", "Fortemente d’accordo"],
        "fr": ["Pas du tout d’accord", "Pas d’accord", "Neutre", "D’accord", "Tout à fait d’accord"],
        "es": [
            "Completamente en desacuerdo", "En desacuerdo", "Ni de acuerdo ni en desacuerdo", "De acuerdo",
            "Completamente de acuerdo",
        ],
        "de": [
            "Stimme überhaupt nicht zu", "Stimme nicht zu", "Neutral", "Stimme zu", "Stimme voll und ganz zu",
        ],
        "pt-br": [
            "Discordo totalmente", "Discordo", "Não concordo nem discordo", "Concordo", "Concordo totalmente",
        ],
    }  # fmt: skip
    for language, labels in expected.items():
        with translation.override(language):
            assert [str(label) for label in LABELS.values()] == labels
