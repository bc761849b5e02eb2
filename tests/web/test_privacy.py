"""Tests that the privacy page names all that is saved, with the times that the code uses."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.utils import translation

from accounts.models import Account, User
from localization.dates import format_duration
from localization.languages import CODES
from tests.accounts.sign_up import begin
from tests.factories import PASSWORD, make_account, make_user
from web import retention
from web.address_fields import AddressField
from web.privacy import SavedData, list_cookies, list_saved_data, register_privacy
from web.retention import get_retention_rule, list_retention_rules, register_retention

PATH = "/{}/privacy/"
PERSONAL_FIELDS = (models.GenericIPAddressField, models.EmailField, AddressField)
PERSONAL_NAMES = re.compile(r"email|session|recipient|browser|user_agent|(^|_)ip(_|$)")
TAGS = re.compile(r"<[^>]+>|\s+")


def text_of(page: str) -> str:
    return " ".join(TAGS.sub(" ", html.unescape(page.replace("\N{NO-BREAK SPACE}", " "))).split())


def page(code: str = "en") -> str:
    return Client().get(PATH.format(code)).content.decode()


def leads_to_a_person(model: type[models.Model], seen: frozenset = frozenset()) -> bool:
    """Tells whether foreign keys lead from a model to a user or an account."""
    if model in (User, Account):
        return True
    targets = {
        field.related_model for field in model._meta.fields if isinstance(field, models.ForeignKey)
    }
    return any(leads_to_a_person(each, seen | {model}) for each in targets - seen - {model})


def has_personal_field(model: type[models.Model]) -> bool:
    return any(
        isinstance(field, PERSONAL_FIELDS) or PERSONAL_NAMES.search(field.name)
        for field in model._meta.fields
    )


def test_every_model_of_a_person_or_a_company_is_on_the_page():
    covered = {label for saved in list_saved_data() for label in saved.models}
    personal = {
        model._meta.label
        for model in apps.get_models()
        if not model._meta.proxy and (leads_to_a_person(model) or has_personal_field(model))
    }
    assert len(personal) > 30
    assert sorted(personal - covered) == []
    assert sorted(covered - {model._meta.label for model in apps.get_models()}) == []


def test_what_has_no_place_on_the_page_is_refused():
    saved = list_saved_data()[0]
    with pytest.raises(ValueError, match="no place"):
        register_privacy(replace(saved, key="elsewhere"))


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_the_page_says_what_is_registered_in_each_language(content, code):
    text = text_of(page(code))
    with translation.override(code):
        parts = [
            str(part)
            for saved in list_saved_data()
            for part in (saved.title, saved.what, saved.why, saved.how_long(), saved.who)
        ]
        rules = [
            f"{rule.label} {rule.kept_for_text} {rule.counted_from}"
            for rule in list_retention_rules()
        ]
    assert [part for part in (*parts, *rules) if text_of(part) not in text] == []
    assert "%(" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("rule", list_retention_rules(), ids=lambda rule: rule.key)
def test_a_rule_with_another_time_changes_the_page(content, rule):
    register_retention(replace(rule, kept_for=timedelta(days=123)))
    try:
        assert f"{rule.label} 123 days {rule.counted_from}" in text_of(page())
    finally:
        register_retention(rule)


@pytest.mark.django_db
def test_a_new_rule_is_on_the_page_by_itself(content):
    rule = replace(get_retention_rule("invitations"), key="new", label="Something new")
    register_retention(rule)
    try:
        assert "Something new 30 days after they expired" in text_of(page())
    finally:
        del retention._rules["new"]


# Each constant of the code, as the modules that word it know it.
TIMES = {
    "accounts.presenters.privacy.ACTIVITY_KEPT_FOR": "activity",
    "accounts.presenters.privacy.ADDRESS_KEPT_FOR": "activity",
    "accounts.presenters.privacy.EXPORT_KEPT_FOR": "exports",
    "accounts.presenters.privacy.INVITATION_KEPT_FOR": "invitations",
    "accounts.presenters.privacy.SUPPORT_ACCESS": "support",
    "accounts.presenters.privacy.UNDO_FOR": "deletion",
    "accounts.presenters.privacy.VALID_FOR": "invitations",
    "assessments.presenters.privacy.EMPTY_KEPT_FOR": "guests",
    "jobs.presenters.KEPT_FOR": "emails",
    "kpis.presenters.privacy.IMPORT_KEPT_FOR": "kpis",
    "kpis.presenters.privacy.KEPT_FOR": "kpis",
    "translations.presenters.privacy.KEPT_FOR": "staff",
    "web.privacy_texts.KEPT_FOR": "unsaved-forms",
}


def entry(key: str) -> SavedData:
    return next(saved for saved in list_saved_data() if saved.key == key)


@pytest.mark.parametrize(("constant", "key"), TIMES.items(), ids=lambda text: text)
def test_a_constant_changes_what_the_page_says(monkeypatch, constant, key):
    monkeypatch.setattr(constant, timedelta(days=1234))
    assert "1,234 days" in entry(key).how_long()


def test_settings_change_what_the_page_says(settings):
    settings.UNCLAIMED_DAYS = 77
    assert "77 days" in entry("guests").how_long()
    settings.SESSION_IDLE = timedelta(hours=5)
    settings.SESSION_IDLE_KEPT = timedelta(days=6)
    settings.SESSION_IDLE_STAFF = timedelta(minutes=7)
    for time in ("5 hours", "6 days", "7 minutes"):
        assert time in entry("devices").how_long()
    settings.ACCOUNT_RATE_LIMITS = {"start": "1/m/ip,2/50h/key"}
    assert "50 hours" in entry("limits").how_long()


def test_the_times_of_links_are_those_that_the_form_offers():
    assert "7 days, 30 days or 90 days" in entry("shared-links").how_long()


@pytest.mark.django_db
def test_the_page_names_whom_the_operator_names(content, settings):
    assert "Who is responsible" not in page()
    settings.PRIVACY_CONTROLLER = "Nordlicht <IT> GmbH, Kiel"
    settings.PRIVACY_CONTACT = "privacy@example.com"
    shown = page()
    assert "Nordlicht &lt;IT&gt; GmbH, Kiel" in shown
    assert '<a href="mailto:privacy@example.com">' in shown


def cookies_of_a_walk() -> list[tuple[str, timedelta | None]]:
    """Returns name and life of each cookie that a guest, a member and staff get."""
    found = []

    def note(response) -> None:
        for name, cookie in response.cookies.items():
            if cookie.value and cookie["max-age"] != 0:
                age = cookie["max-age"]
                found.append((name, timedelta(seconds=int(age)) if age != "" else None))

    def sign_in(client: Client, user: User, **more) -> None:
        EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )
        note(client.get("/en/accounts/login/"))
        data = {"login": user.email, "password": PASSWORD, **more}
        note(client.post("/en/accounts/login/", data))

    guest = Client()
    note(guest.get("/en/"))
    note(guest.post("/en/appearance/", {"appearance": "dark"}))
    note(guest.post("/en/assessments/start/"))
    section = f"/en/assessments/{begin(guest)}/sections/process_operations/"
    del guest.cookies["sessionid"]
    note(guest.post(section, {"documentation": "4"}))  # is kept
    for fields, more in (({}, {}), ({}, {"remember": "on"}), ({"is_staff": True}, {})):
        user = make_user(**fields)
        make_account(user)
        client = Client()
        sign_in(client, user, **more)
        note(client.get("/en/account/"))
        note(client.post("/en/account/support/", {"allowed": "no"}))
        note(client.post("/en/accounts/logout/"))
    return found


@pytest.mark.django_db
def test_the_cookies_are_those_that_the_site_sets(content):
    lifetimes = {cookie.name: cookie.lifetime() for cookie in list_cookies()}
    walk = cookies_of_a_walk()
    assert {name for name, _life in walk} == lifetimes.keys()
    wrong = []
    for name, life in walk:
        said = "close the browser" if life is None else format_duration(life, "en")
        if said not in lifetimes[name]:
            wrong.append((name, life))
    assert wrong == []
    assert settings.SESSION_COOKIE_NAME in text_of(page())


@pytest.mark.django_db
def test_pages_that_promise_something_lead_to_the_page(content):
    for path in ("/en/", "/en/accounts/signup/"):
        main = Client().get(path).content.decode().split("<main")[1].split("</main")[0]
        assert 'href="/en/privacy/"' in main
