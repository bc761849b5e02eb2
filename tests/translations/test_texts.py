"""Tests that every translated model is registered, with pages that exist."""

import re

import pytest
from django.urls import URLPattern, get_resolver, reverse

from assessments.models import Questionnaire
from content.models.history import translated_fields
from content.registry import translated_models
from tests.factories import client_of, make_user
from tests.factories.questionnaires import make_second_version
from translations.selectors.texts import read_texts
from translations.services.staleness import refresh_translation_states


def routes(resolver=None, prefix: str = ""):
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield re.sub(r"<[^>]*>", "<>", route)
        else:
            yield from routes(pattern, route)


def test_appears_on_links_to_existing_pages():
    known = {route.removeprefix("en/") for route in routes()}
    pages = {
        page
        for content_model in translated_models()
        for field in content_model.fields
        for page in content_model.pages(field)
    }
    assert len(pages) == 12
    for page in pages:
        assert re.sub(r"<[^>]*>", "<>", page.path) in known
        if page.view:
            assert (
                page.url("it") == f"/it/{page.path}" == reverse(page.view).replace("/en/", "/it/")
            )


@pytest.mark.django_db
def test_keys_are_stable_and_stand_once(content):
    make_second_version(content)
    keys = [text.key for text in read_texts()]
    assert len(keys) == len(set(keys))
    assert {
        "questionnaire/1/section/revenue_growth/short_name",
        "questionnaire/1/statement/client_onboarding/text",
        "questionnaire/2/statement/client_onboarding/text",
        "questionnaire/1/stage/reactive/description",
        "questionnaire/1/advice/revenue_growth/scalable/text",
        "kpi/csat/benchmark",
        "kpi_input/leads/hint",
        "term/sla/word",
        "trade_term/churn_rate/word",
    } <= set(keys)
    fields = sum(
        content_model.model.objects.count() * len(translated_fields(content_model.model))
        for content_model in translated_models()
    )
    assert len(keys) == fields


@pytest.mark.django_db
def test_statements_of_a_draft_with_the_same_key_have_different_text_keys(content):
    draft = Questionnaire.objects.create(version=2)
    for order, key in enumerate(("one", "other"), start=1):
        section = draft.sections.create(key=key, order=order, name_en=key, short_name_en=key)
        section.statements.create(key="twice", order=1, text_en=f"Twice, in {key}")
    keys = [text.key for text in read_texts()]
    assert len(keys) == len(set(keys))
    assert "questionnaire/2/statement/twice/text" in keys
    assert "questionnaire/2/statement/twice@other/text" in keys


@pytest.mark.django_db
def test_texts_are_read_at_the_same_cost_however_many_versions(content, django_assert_num_queries):
    with django_assert_num_queries(len(translated_models()) + 1 + 2):  # the states, a savepoint
        refresh_translation_states(texts=read_texts())
    make_second_version(content)
    refresh_translation_states(texts=read_texts())
    with django_assert_num_queries(len(translated_models()) + 1 + 2):
        refresh_translation_states(texts=read_texts())


@pytest.mark.django_db
def test_admin_links_lead_to_the_text(content):
    client = client_of(make_user(is_staff=True, is_superuser=True))
    urls = {}
    for text in read_texts():
        urls.setdefault(text.content_model.kind, text.admin_url)
    assert len(urls) == len(translated_models())
    assert {client.get(url).status_code for url in urls.values()} == {200}
