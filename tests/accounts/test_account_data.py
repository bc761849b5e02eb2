"""Tests that every model whose rows belong to an account is registered as account data."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.models import Model
from django.test.utils import isolate_apps

from accounts.models import Account
from accounts.registry import list_account_data
from assessments.models import Response


def belonging(all_models: Iterable[type[Model]]) -> set[type[Model]]:
    """Returns the models that refer to an account, or to rows that belong to one."""
    candidates = {model for model in all_models if not model._meta.proxy}
    found: set[type[Model]] = {Account}
    while True:
        more = {
            model
            for model in candidates - found
            if any(field.related_model in found for field in model._meta.concrete_fields)
        }
        if not more:
            return found
        found |= more


def registered() -> set[type[Model]]:
    return {data.model for data in list_account_data()}


def test_every_model_of_account_data_is_registered():
    assert belonging(apps.get_models(include_auto_created=True)) == registered()


@isolate_apps("accounts")
def test_a_new_model_is_found():
    class OfAccount(models.Model):
        account = models.ForeignKey(Account, models.CASCADE, related_name="+")

        class Meta:
            app_label = "accounts"

    class OfResponse(models.Model):
        response = models.OneToOneField(Response, models.CASCADE, related_name="+")

        class Meta:
            app_label = "accounts"

    class OfNobody(models.Model):
        class Meta:
            app_label = "accounts"

    new = {OfAccount, OfResponse, OfNobody}
    assert belonging(new | registered()) - registered() == {OfAccount, OfResponse}


def test_parents_are_registered_before_their_children():
    order = [data.model for data in list_account_data()]
    for place, model in enumerate(order):
        parents = {field.related_model for field in model._meta.concrete_fields} - {model}
        assert not parents & set(order[place + 1 :]), model


def test_columns_that_are_not_exported_exist():
    for data in list_account_data():
        assert data.not_exported <= {field.name for field in data.model._meta.concrete_fields}


def test_secrets_and_keys_of_browsers_are_not_exported():
    for data in list_account_data():
        for field in data.exported_fields:
            assert not any(word in field.name for word in ("token", "hash", "guest", "password"))
