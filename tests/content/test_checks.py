"""Tests that the system check reports each part that a model of content lacks."""

from dataclasses import replace

import pytest
from django.contrib import admin
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from modeltranslation.translator import translator

from assessments.models import Section
from content import registry
from content.checks import check_content
from content.models.history import keeps_history, translated_fields
from content.registry import (
    ContentModel,
    content_models,
    get_content_model,
    pages_with_terms,
    register,
    translated_models,
)
from glossary.models import Term
from localization.models import OfferedLanguage
from translations.models import TradeTerm


def reported() -> set[tuple[str, type[Model]]]:
    return {(message.id, message.obj) for message in check_content()}


@pytest.fixture(autouse=True)
def registered(monkeypatch) -> dict[type[Model], ContentModel]:
    """Gives each test registrations of its own to break."""
    copies = dict(registry._registered)
    monkeypatch.setattr(registry, "_registered", copies)
    return copies


def test_the_site_has_no_error():
    assert run_checks(tags=["content"]) == []


def test_a_translated_model_that_is_not_registered(registered):
    del registered[Section]
    assert reported() == {("content.E001", Section)}


def test_a_model_without_a_history(monkeypatch):
    monkeypatch.delattr(Section._meta, "simple_history_manager_attribute")
    assert reported() == {("content.E002", Section)}


@pytest.mark.parametrize("left", [(), ("structure_guard",)])
def test_a_model_without_the_trigger_of_the_revision(monkeypatch, left):
    triggers = [trigger for trigger in Section._meta.triggers if trigger.name in left]
    monkeypatch.setattr(Section._meta, "triggers", triggers)
    assert reported() == {("content.E003", Section)}


def test_only_a_model_that_readers_never_see_needs_no_trigger_and_no_page(registered):
    assert "content_revision" not in {
        trigger.name for trigger in getattr(TradeTerm._meta, "triggers", ())
    }
    registered[TradeTerm] = replace(registered[TradeTerm], public=registry.ALL_ROWS)
    assert reported() == {("content.E003", TradeTerm), ("content.E004", TradeTerm)}


def test_a_translated_field_without_pages(registered):
    section = registered[Section]
    registered[Section] = replace(section, texts={**section.texts, "short_name": ()})
    [error] = check_content()
    assert (error.id, error.obj) == ("content.E004", Section)
    assert "short_name" in error.msg
    registered[Section] = replace(section, texts={"name": section.texts["name"]})
    assert reported() == {("content.E004", Section)}


def test_pages_of_a_field_that_is_not_translated(registered):
    section = registered[Section]
    texts = {**section.texts, "key": section.texts["name"]}
    registered[Section] = replace(section, texts=texts)
    [error] = check_content()
    assert error.id == "content.E004"
    assert "key" in error.msg


def test_a_model_without_permissions(monkeypatch):
    monkeypatch.setattr(Section._meta, "default_permissions", ("view", "add", "delete"))
    [error] = check_content()
    assert (error.id, error.obj) == ("content.E005", Section)
    assert error.msg.endswith("permissions: change.")


def test_a_model_without_an_admin_that_detects_conflicts(monkeypatch):
    monkeypatch.delitem(admin.site._registry, Section)
    assert reported() == {("content.E006", Section)}
    monkeypatch.setitem(admin.site._registry, Section, admin.ModelAdmin(Section, admin.site))
    assert reported() == {("content.E006", Section)}


def test_one_registration_makes_columns_and_history():
    for content_model in content_models():
        assert keeps_history(content_model.model)
        assert set(translated_fields(content_model.model)) == set(content_model.fields)
    translated = set(translator.get_registered_models(abstract=False))
    assert {content_model.model for content_model in translated_models()} == translated


def test_neither_a_model_nor_a_kind_is_registered_twice():
    with pytest.raises(ImproperlyConfigured):
        register(Section)
    with pytest.raises(ImproperlyConfigured):
        register(OfferedLanguage, kind="advice")
    assert get_content_model(OfferedLanguage) is None


def test_terms_are_listed_after_the_texts_in_which_they_are():
    kinds = [content_model.kind for content_model in translated_models()]
    assert kinds == [
        "section", "statement", "stage", "advice",
        "kpi", "kpi_input", "kpi_group", "kpi_choice",
        "term", "trade_term",
    ]  # fmt: skip


def test_terms_appear_on_the_pages_that_mark_them():
    content_model = get_content_model(Term)
    assert content_model.pages("word") == pages_with_terms()
    assert [page.path for page in pages_with_terms()] == [
        "assessments/<assessment>/sections/<section>/",
        "assessments/<assessment>/review/",
        "assessments/<assessment>/result/",
        "assessments/compare/",
        "kpis/",
        "kpis/<entry>/",
    ]
