"""Tests in which language a person is written to, whoever causes the email."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from localization import available_languages
from localization.models import OfferedLanguage
from tests.accounts.sign_up import FIELDS
from tests.accounts.test_admin import change_email
from tests.factories import PASSWORD, client_of, confirmed_client_of, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(content) -> Client:
    return confirmed_client_of(make_user(is_staff=True, is_superuser=True))


def language_of(message: mail.EmailMultiAlternatives) -> str:
    """Returns the language of the email's HTML, to which both parts link."""
    [part] = message.alternatives
    language = re.search(r'<html lang="([\w-]+)"', part.content)[1]
    links = re.findall(r"http://testserver(/\S+)", message.body)
    assert {link.split("/")[1] for link in links} == {language}
    return language


def stored_language(user: User) -> str:
    user.refresh_from_db()
    return user.language


def test_a_sign_up_keeps_the_language_of_its_page(content):
    Client().post("/de/accounts/signup/", FIELDS)
    assert User.objects.get().language == "de"
    assert language_of(mail.outbox[0]) == "de"


def test_a_stranger_who_asks_for_a_new_password_does_not_decide_the_language(content):
    user = make_user(language="it")
    Client().post("/de/accounts/password/reset/", {"email": user.email})
    assert language_of(mail.outbox[0]) == "it"


def test_a_stranger_who_signs_up_with_the_address_does_not_either(content):
    user = make_user(language="pt-br")
    Client().post("/fr/accounts/signup/", FIELDS | {"email": user.email})
    assert language_of(mail.outbox[0]) == "pt-br"


def test_an_address_that_nobody_signs_in_with_is_answered_in_the_language_of_the_page(content):
    Client().post("/es/accounts/password/reset/", {"email": "nobody@example.com"})
    assert language_of(mail.outbox[0]) == "es"


def test_staff_who_change_an_address_write_in_the_language_of_its_user(staff, content):
    user = make_user("old@example.com", language="fr")
    change_email(staff, user, "new@example.com")
    assert [(*message.to, language_of(message)) for message in mail.outbox] == [
        ("new@example.com", "fr"),
        ("old@example.com", "fr"),
    ]


def test_a_notice_to_an_earlier_address_is_in_the_language_of_the_user(content):
    user = make_user("old@example.com", language="es")
    confirmed_client_of(user).post(
        "/en/accounts/email/", {"email": "new@example.com", "action_add": ""}
    )
    link = re.search(r"http://testserver(/\S+confirm-email\S+)", mail.outbox[0].body)[1]
    Client().post(link)
    assert user.emailaddress_set.get().email == "new@example.com"
    assert mail.outbox[-1].to == ["old@example.com"]
    assert {language_of(message) for message in mail.outbox} == {"es"}


def test_the_language_follows_the_pages_that_a_signed_in_person_reads(content):
    user = make_user()
    client = client_of(user)
    client.get("/it/assessments/")
    assert stored_language(user) == "it"
    client.get("/de/assessments/", follow=True)
    assert stored_language(user) == "de"
    client.get("/healthz/")
    client.get("/admin/", follow=True)
    assert stored_language(user) == "de"


def test_signing_in_on_a_page_in_another_language_changes_it(content):
    user = make_user(language="it")
    fields = {"login": user.email, "password": PASSWORD}
    Client().post("/fr/accounts/login/", fields, follow=True)
    assert stored_language(user) == "fr"


def test_only_a_change_is_written(content, django_assert_num_queries):
    user = make_user()
    client = client_of(user)
    client.get("/it/privacy/")
    with django_assert_num_queries(
        3
    ) as seen:  # the session, the user and the companies of the menu
        client.get("/it/privacy/")
    assert not [query for query in seen if query["sql"].startswith("UPDATE")]


def test_a_reader_without_a_session_costs_no_query(content, django_assert_num_queries):
    Client().get("/it/privacy/")
    with django_assert_num_queries(0):
        Client().get("/it/privacy/")


def test_a_language_that_is_not_offered_is_neither_stored_nor_written_in(content):
    OfferedLanguage.objects.filter(code="de").delete()
    available_languages.clear_cache()
    user = make_user(language="de")
    Client().post("/it/accounts/password/reset/", {"email": user.email})
    assert language_of(mail.outbox[0]) == "it"
    translator = make_user(is_staff=True, language="fr")
    client_of(translator).get("/de/privacy/")
    assert stored_language(translator) == "fr"
