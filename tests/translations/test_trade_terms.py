"""Tests the table of trade terms: loaded once, edited by staff, complete in every language."""

import pytest
from django.core.management import call_command

from localization.columns import column_name
from localization.languages import CODES
from tests.factories import client_of, make_user
from translations.models import TradeTerm
from translations.selectors.status import with_status
from translations.selectors.texts import read_texts
from translations.services.staleness import refresh_translation_states

pytestmark = pytest.mark.django_db
URL = "/admin/translations/tradeterm/"


def test_the_starting_table_has_a_word_in_every_language(content):
    assert TradeTerm.objects.get(key="churn_rate").word_it == "tasso di abbandono"
    assert TradeTerm.objects.get(key="cost_per_lead").word_fr == "coût par prospect (CPL)"
    for term in TradeTerm.objects.all():
        assert all(getattr(term, column_name("word", code)) for code in CODES)


def test_loading_again_overwrites_and_brings_back_nothing(content):
    TradeTerm.objects.filter(key="churn_rate").update(word_it="tasso di perdita")
    TradeTerm.objects.filter(key="lead").update(word_es="")
    TradeTerm.objects.filter(key="ticket").delete()
    call_command("load_trade_terms", verbosity=0)
    assert TradeTerm.objects.get(key="churn_rate").word_it == "tasso di perdita"
    assert TradeTerm.objects.get(key="lead").word_es == "cliente potencial (lead)"
    assert not TradeTerm.objects.filter(key="ticket").exists()


def test_the_starting_content_keeps_to_the_table(content):
    """Checks that the only hints left are words with another meaning in their sentence."""
    texts = read_texts()
    states = refresh_translation_states(texts=texts)
    for code in ("it", "fr", "es"):
        assert sum(bool(one.terms) for one in with_status(texts, code, states)) <= 5


def test_staff_edit_the_table_with_a_tab_a_language(content):
    client = client_of(make_user(is_staff=True, is_superuser=True))
    row = TradeTerm.objects.get(key="churn_rate")
    data = {
        "key": row.key,
        "order": "8",
        **{column_name("word", code): f"word {code}" for code in CODES},
    }
    assert client.get(f"{URL}{row.pk}/change/").status_code == 200
    assert client.post(f"{URL}{row.pk}/change/", data).status_code == 302
    row.refresh_from_db()
    assert row.word_fr == "word fr"
    response = client.post(f"{URL}{row.pk}/change/", data | {"word_en": ""})
    assert response.status_code == 200
    assert response.context["errors"]
    assert client.get(URL).status_code == 200
