"""Tests a language of changed letters and long words: all texts are translated, none is cut off."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve
from pypdf import PdfReader

from tests import pseudo
from tests.factories import PASSWORD, client_of, make_account, make_completed, make_user
from tests.journeys.every_page import every_page
from tests.test_tenancy import addresses
from tests.text_reader import read

pytestmark = pytest.mark.django_db
LANGUAGE = "es"
MEASURE = (Path(__file__).parent / "measure.js").read_text()
MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
SHORT_MONTHS = "ene feb mar abr may jun jul ago sept oct nov dic"
# Texts that are not translated by us: names of the product, of languages, files and currencies;
# input of these tests; cookies; days, months and times, which come from CLDR.
NAMES = [
    "MSP Maturity", "Excel", "English|Italiano|Français|Español|Deutsch|Português|Brasil", r"\S+@\S+", r"https?://\S+", r"\([a-z]{2}(?:-[a-z]+)?\)", "tool_usage",
    "Acme IT", "Example ID", r"\b[A-Z2-7]{32}\b", "zzz", "abc", r"\bXX\b", r"\b(?:EUR|USD|US|JSON|CSV|XLSX|PDF)\b", r"\b[\w-]+\.(?:csv|xlsx|json|pdf)\b",
    r"\b\d+\s(?:días?|horas?)\b",
    r"\b(?:csrftoken|sessionid|messages|appearance|known_device|last_user|kept)\b",
    r"\bde\b", r"\b(?:" + f"{MONTHS} {SHORT_MONTHS}".replace(" ", "|") + r")\b", r"\bT[1-4]\b",
]  # fmt: skip
NAME = re.compile("|".join(NAMES))
HYPHEN = re.compile(r"[-\xad\u2010]?\n")  # a word broken over two lines of a column
PLAIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Addresses that render no page: files and redirects.
NO_PAGE = {
    "web:appearance", "accounts:time_zones", "accounts:logo", "accounts:activity_csv", "accounts:export_download", "accounts:delete_undo", "accounts:switch", "accounts:support", "accounts:invitation_again", "accounts:invitation_revoke", "assessments:start", "assessments:claim", "assessments:resume", "assessments:put_back",
    "assessments:revoke", "assessments:compare_pdf", "assessments:history_csv", "assessments:history_json",
    "assessments:history_xlsx", "assessments:result_csv", "assessments:result_json", "assessments:result_pdf",
    "assessments:result_xlsx", "kpis:export_csv", "kpis:export_xlsx", "kpis:history_csv", "kpis:json", "mfa_download_recovery_codes",
    "account_set_password", "account_confirm_login_code", "root", "robots", "favicon.ico",
    "shared_any_language", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback",
}  # fmt: skip


@pytest.fixture
def pseudo_language(content, monkeypatch):
    """Installs the pseudo-language after the caches were emptied; removed after the test."""
    pseudo.install(monkeypatch, LANGUAGE)
    return LANGUAGE


def untranslated_words(texts: list[str]) -> set[str]:
    """Returns the words in plain letters that are not names."""
    return {word for text in texts for word in PLAIN_WORD.findall(NAME.sub(" ", text))}


def address_of(response: HttpResponse) -> str:
    """Returns the name of the URL that answered; empty for one that does not exist."""
    try:
        return resolve(response.wsgi_request.path).view_name
    except (AttributeError, Resolver404):
        return ""


@pytest.mark.django_db(transaction=True)
def test_every_page_speaks_it_and_nothing_is_cut_off(pseudo_language, content, screen):
    plain, cut, joined, walked = {}, {}, {}, set()
    for name, response in every_page(content, pseudo_language):
        assert response["Content-Type"].startswith("text/html"), name
        walked.add(address_of(response))
        screen.rendered = response.content
        screen.goto(f"http://testserver/{pseudo_language}/")
        measured = screen.evaluate(MEASURE)
        assert len(measured["texts"]) > 5, name
        if words := untranslated_words(measured["texts"]):
            plain.setdefault(name, set()).update(words)
        if measured["cut"]:
            cut.setdefault(name, set()).update(measured["cut"])
        text = read(response.content)
        if text.joins:  # a text browser, or somebody who copies, reads them as one word
            joined.setdefault(name, set()).update(text.joins)
        button = text.default_button
        has_default = button is not None and button.is_default
        assert has_default == text.has_field_for_enter, f"{name}: Enter presses {button}"
    assert joined == {}
    assert plain == {}
    assert cut == {}
    missed = (
        {name for name in addresses() if not name.startswith(("admin:", "translations:"))}
        - walked
        - NO_PAGE
    )
    assert missed == set()


def test_reports_speak_it(pseudo_language, content):
    owner = make_user()
    account = make_account(owner)
    done = [make_completed(content, values, account=account) for values in ([1] * 20, [4] * 20)]
    for path in (f"{done[1].pk}/result.pdf", "compare.pdf"):
        response = client_of(owner).get(f"/{pseudo_language}/assessments/{path}")
        texts = [page.extract_text() for page in PdfReader(BytesIO(response.content)).pages]
        texts = [HYPHEN.sub("", text) for text in texts]
        assert untranslated_words(texts) == set(), path
        assert len("".join(texts)) > 1000


def test_mails_speak_it(pseudo_language, mailoutbox):
    fields = {"email": "a@example.com", "password1": PASSWORD, "password2": PASSWORD}
    fields |= {"company": "Acme IT", "country": "IT", "currency": "EUR"}
    base = f"/{pseudo_language}/accounts"
    make_user("b@example.com")
    for email in ("a@example.com", "b@example.com"):
        Client(REMOTE_ADDR="10.4.4.1").post(f"{base}/signup/", fields | {"email": email})
    for email in ("b@example.com", "nobody@example.com"):
        Client(REMOTE_ADDR="10.4.4.3").post(f"{base}/password/reset/", {"email": email})
    assert len(mailoutbox) == 4
    for mail in mailoutbox:
        assert untranslated_words([mail.subject, mail.body]) == set()


def test_plain_letters_are_noticed():
    assert untranslated_words(["Šéçţíóñš", "3,55 EUR", "ñó Change ţĥíš"]) == {"Change"}
    assert pseudo.pseudo("From %(first)s to <b>{last}</b>") == "Ƒŕóɱƒŕ %(first)s ţóţ <b>{last}</b>"
