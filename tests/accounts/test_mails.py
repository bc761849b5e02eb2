"""Tests every mail in every language: text and HTML, who sends it, why, and for how long."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context as current
from django.conf import settings as project_settings
from django.core import mail
from django.test import RequestFactory
from django.utils import translation

from accounts.models import Role, User
from accounts.presenters.mails import DAY, MAILS
from localization.languages import CODES
from tests.accounts.every_mail import send_every_mail

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
LINK = f"{SITE}/en/page/?key=MQ:1w&next=<there>"
ODD = "o'neil&<b>co</b>@example.com"
FACTS = {
    "activate_url": LINK,
    "password_reset_url": LINK,
    "signup_url": LINK,
    "email_url": LINK,
    "from_email": ODD,
    "to_email": "new@example.com",
    "deleted_email": "new@example.com",
    "invitation_url": LINK,
    "company": "Nordlicht",
    "role": Role.EDITOR,
    "by": "owner@example.com",
    "export_url": LINK,
    "days": 14,
    "due": datetime(2026, 12, 4, 13, 5, tzinfo=UTC),
    "time_zone": "Europe/Rome",
    "undo_url": LINK,
    "provider": SimpleNamespace(name="Example ID"),
}
WITHOUT_LINK = {
    "account/email/email_changed",  # its reader can no longer set a password
    "accounts/email/role_changed",
    "accounts/email/member_removed",
    "accounts/email/deletion_undone",
}
# Sign-in by code is switched off; nothing in allauth sends `email_confirm`.
NEVER_SENT = re.compile(r"/(login_code|password_reset_code|email_confirm)$")
SAME_IN_ALL = {"MSP Maturity", "--"}


def render(prefix: str, language: str, **facts: str) -> mail.EmailMultiAlternatives:
    request = RequestFactory().get("/")
    reader = {"user": User(language=language)}
    with current.request_context(request):
        return get_adapter().render_mail(prefix, ODD, FACTS | reader | facts)


def html_of(message: mail.EmailMultiAlternatives) -> str:
    [part] = message.alternatives
    assert part.mimetype == "text/html"
    return part.content


def paragraphs_of_html(page: str) -> list[str]:
    """Returns the visible texts of the page, one for each run of text between two tags."""
    body = re.sub(r"<head>.*</head>", "", page, flags=re.DOTALL)
    texts = (re.sub("[ \n]+", " ", unescape(text)).strip(" ") for text in re.split("<[^>]+>", body))
    return [text for text in texts if text]


def paragraphs_of_text(message: mail.EmailMultiAlternatives) -> list[str]:
    return [line for line in message.body.splitlines() if line]


def test_no_mail_of_the_package_is_left():
    templates = Path(allauth.__file__).parent / "templates"
    prefixes = {
        str(path.relative_to(templates)).removesuffix("_message.txt")
        for app in ("account", "mfa", "socialaccount")
        for path in templates.glob(f"{app}/email/*_message.txt")
        if not path.name.startswith("base_")
    }
    sent = {prefix for prefix in prefixes if not NEVER_SENT.search(prefix)}
    assert set(MAILS) - sent == {
        "account/email/email_change_requested",
        "accounts/email/invitation",
        "accounts/email/role_changed",
        "accounts/email/member_removed",
        "accounts/email/deletion_requested",
        "accounts/email/deletion_undone",
        "accounts/email/export_ready",
        "accounts/email/export_failed",
    }
    assert sent - set(MAILS) == set()


@pytest.mark.django_db(transaction=True)  # the second factor's mails are sent after the commit
@pytest.mark.parametrize("language", CODES)
def test_every_mail_is_sent_in_the_language_of_the_page(content, monkeypatch, language):
    sent = {}
    for prefix, present in MAILS.items():
        monkeypatch.setitem(
            MAILS,
            prefix,
            lambda facts, prefix=prefix, present=present: (
                sent.setdefault(prefix, translation.get_language()) and present(facts)
            ),
        )
    send_every_mail(language)
    assert sent == dict.fromkeys(MAILS, language)
    for message in mail.outbox:
        assert f'<html lang="{language}" dir="ltr">' in html_of(message)
        assert f"{SITE}/{language}/" in message.body


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("prefix", MAILS)
def test_both_parts_say_the_same(prefix, language):
    message = render(prefix, language)
    text, page = paragraphs_of_text(message), paragraphs_of_html(html_of(message))
    texts_of_html = [part for part in page if part not in (project_settings.PRODUCT_NAME, *text)]
    assert [part for part in text if part not in page] == ["--"]
    assert len(texts_of_html) == (0 if prefix in WITHOUT_LINK else 1)  # the button
    assert project_settings.PRODUCT_NAME in text
    assert text[-1] == f"{SITE}/{language}/"
    assert message.subject
    assert message.subject.splitlines() == [message.subject]


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("prefix", set(MAILS) - WITHOUT_LINK)
def test_the_link_stands_alone_and_in_full_and_says_how_long_it_is_valid(prefix, language):
    message = render(prefix, language)
    with translation.override(language):
        mail_ = MAILS[prefix](
            FACTS | {"product_name": "MSP Maturity", "email": ODD, "new_password_url": LINK}
        )
    text, page = paragraphs_of_text(message), html_of(message)
    url = next(line for line in text if line.startswith(SITE))
    assert paragraphs_of_html(page).count(url) == 1
    hrefs = [unescape(href) for href in re.findall(r'href="([^"]+)"', page)]
    assert hrefs == [url, url, f"{SITE}/{language}/"]
    assert text[text.index(url) + 1] == mail_.link.validity


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("prefix", MAILS)
def test_html_names_its_language_and_loads_nothing(prefix, language):
    page = html_of(render(prefix, language))
    direction = "rtl" if translation.get_language_info(language)["bidi"] else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert '<meta name="color-scheme" content="light dark">' in page
    assert (
        re.findall(r"<(?:img|link|script|iframe|object|video|form)\b|\ssrc=|url\(|@import", page)
        == []
    )
    assert set(re.findall(r"https?://[^/\"<]+", page)) == {SITE}


@pytest.mark.parametrize("language", CODES[1:])
@pytest.mark.parametrize("prefix", MAILS)
def test_no_english_is_left(prefix, language):
    english, other = (render(prefix, code) for code in ("en", language))
    assert english.subject != other.subject
    left = set(paragraphs_of_text(english)) & set(paragraphs_of_text(other))
    assert left - SAME_IN_ALL == set()
    left = set(paragraphs_of_html(html_of(english))) & set(paragraphs_of_html(html_of(other)))
    assert left - SAME_IN_ALL == set()


@pytest.mark.parametrize(
    ("prefix", "setting", "unit"),
    [
        ("account/email/email_confirmation", "ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS", 1),
        ("account/email/email_confirmation_signup", "ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS", 1),
        ("account/email/password_reset_key", "PASSWORD_RESET_TIMEOUT", DAY),
    ],
)
def test_how_long_a_link_is_valid_comes_from_the_settings(settings, prefix, setting, unit):
    assert getattr(settings, setting) % unit == 0
    for days, words in ((1, "valid for 1 day,"), (12, "valid for 12 days,")):
        setattr(settings, setting, days * unit)
        message = render(prefix, "en")
        assert words in message.body
        assert words in html_of(message)


@pytest.mark.parametrize("prefix", MAILS)
def test_names_are_escaped_in_html_and_plain_in_text(settings, prefix):
    settings.PRODUCT_NAME = "A & <i>B</i>"
    message = render(prefix, "en")
    page = html_of(message)
    assert "The A & <i>B</i> team" in message.body
    assert "The A &amp; &lt;i&gt;B&lt;/i&gt; team" in page
    assert "A & <i>B</i>" in message.subject
    assert ODD in message.body
    assert "o&#x27;neil&amp;&lt;b&gt;co&lt;/b&gt;@example.com" in page
    assert re.findall(r"<(?:b|i)>", page) == []
    assert "&amp;amp;" not in page


def test_a_quoted_button_is_named_as_on_its_page():
    for language in CODES:
        with translation.override(language):
            button = translation.gettext("Keep the old address")
        assert button in render("account/email/email_change_requested", language).body


def test_the_former_address_is_told_where_support_is(settings):
    assert "the operator of this site" in render("account/email/email_changed", "en").body
    settings.SUPPORT_EMAIL = "help@example.com"
    body = render("account/email/email_changed", "en").body
    assert "write to help@example.com at once" in body
