"""Tests that staff find rows without case and accents, and see lists in alphabetical order."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.utils import translation

from accounts.models import Account, User
from accounts.selectors import list_accounts_owned_only_by
from content.admin.lists import LOOKUP, AlphabeticalChangeList
from content.registry import translated_models
from glossary.models import Term
from kpis.models import Kpi
from localization import collations
from localization.columns import column_names
from tests.factories import confirmed_client_of, make_account, make_user

pytestmark = pytest.mark.django_db
NAMES = ["Zoe", "Ñandú", "ÜBER IT GmbH", "Société …", "acme", "Nzema", "Émile", "Unité"]
ALPHABETICAL = ["acme", "Émile", "Ñandú", "Nzema", "Société …", "ÜBER IT GmbH", "Unité", "Zoe"]


@pytest.fixture
def staff(content) -> Client:
    return confirmed_client_of(make_user("root@example.com", is_staff=True, is_superuser=True))


@pytest.fixture
def owner(staff) -> User:
    owner = make_user("owner@example.com", name="Jürgen Müller-Lüdenscheidt")
    for name in NAMES:
        make_account(owner, name=name)
    return owner


def listed(staff: Client, path: str, **query: str) -> list[str]:
    rows = staff.get(f"/admin/{path}/", query).context["cl"].result_list
    return [str(row) for row in rows]


@pytest.mark.parametrize(
    ("search", "name"),
    [
        ("societe", "Société …"),
        ("uber", "ÜBER IT GmbH"),
        ("gmbh uber", "ÜBER IT GmbH"),
        ("nandu", "Ñandú"),
        ("ÑANDÚ", "Ñandú"),
        ("Emile", "Émile"),
    ],
)
def test_accounts_are_found_without_accents_and_case(staff, owner, search, name):
    assert listed(staff, "accounts/account", q=search) == [name]


def test_users_are_found_by_a_name_without_accents(staff, owner):
    found = listed(staff, "accounts/user", q="jurgen ludenscheidt")
    assert found == [str(owner)]


@pytest.mark.parametrize("model", [Kpi, Term])
def test_texts_are_found_in_every_language(staff, model):
    row = model.objects.first()
    field = "name" if model is Kpi else "word"
    path = f"{model._meta.app_label}/{model._meta.model_name}"
    for number, column in enumerate(column_names(field)):
        model.objects.filter(pk=row.pk).update(**{column: f"Größe{number}é"})
    for number, _ in enumerate(column_names(field)):
        assert len(listed(staff, path, q=f"grosse{number}e")) == 1


def test_every_list_with_a_search_finds_alike(rf):
    request = rf.get("/admin/")
    searched = {
        model: site.get_search_fields(request)
        for model, site in admin.site._registry.items()
        if site.get_search_fields(request)
    }
    plain = [model for model, fields in searched.items() if not all(LOOKUP in f for f in fields)]
    assert plain == []
    assert {each.model for each in translated_models()} - {*searched} == set()
    assert {Account, User} <= {*searched}


def test_every_list_is_sorted_alike(rf):
    request = rf.get("/admin/")
    lists = {
        model: site.get_changelist(request)
        for model, site in admin.site._registry.items()
        if site.get_search_fields(request)
    }
    assert {*lists.values()} == {AlphabeticalChangeList}


def test_accounts_are_listed_alphabetically(staff, owner):
    assert listed(staff, "accounts/account") == ALPHABETICAL
    assert listed(staff, "accounts/account", o="0") == ALPHABETICAL
    assert listed(staff, "accounts/account", o="-0") == ALPHABETICAL[::-1]
    page = staff.get("/admin/accounts/account/").content.decode()
    assert re.search(r'class="[^"]*\bsorted\b', page)
    names = [account.name for account in list_accounts_owned_only_by([owner.pk])]
    assert names == ALPHABETICAL


@pytest.mark.parametrize(
    ("there", "language", "chosen"),
    [
        ({"de-x-icu", "und-x-icu"}, "de", "de-x-icu"),
        ({"pt-BR-x-icu", "und-x-icu"}, "pt-br", "pt-BR-x-icu"),
        ({"und-x-icu"}, "es", "und-x-icu"),
        (set(), "es", None),
    ],
)
def test_the_collation_is_that_of_the_language(monkeypatch, there, language, chosen):
    monkeypatch.setattr(collations, "icu_collations", lambda: frozenset(there))
    with translation.override(language):
        expression = collations.alphabetical("name")
    assert getattr(expression, "collation", None) == chosen
    ordered = Account.objects.order_by(expression)
    if chosen is None:
        list(ordered)  # what every server can do


def test_users_are_found_by_a_part_of_their_address(staff, owner):
    assert listed(staff, "accounts/user", q="OWNER@exa") == [str(owner)]
    assert listed(staff, "account/emailaddress", q="owner@exa") != []
