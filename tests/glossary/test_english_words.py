"""Tests that English words inside another language carry `lang="en"` (WCAG 3.1.2)."""

import re

import pytest

from content.selectors.texts import Text
from glossary.models import Term
from glossary.presenters import mark_source_words
from localization.languages import CODES
from tests.factories import client_of, make_account, make_assessment, make_completed, make_user
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry

pytestmark = pytest.mark.django_db
CARD = re.compile(r'id="term-(\w+)" popover>\s*<strong>(.*?)</strong>', re.DOTALL)


@pytest.mark.parametrize("language", [code for code in CODES if code != "en"])
def test_every_abbreviation_is_written_out_with_its_english_words_marked(content, language):
    account = make_account(make_user())
    for values in ([1] * 20, [2] * 20):
        done = make_completed(content, values, account=account)
    entry = make_entry(account, **YEAR_EXAMPLE | MONTH_EXAMPLE)
    client = client_of(account.users.get())
    draft = make_assessment(content, account=account)
    abbreviations = {term.key for term in Term.objects.all() if term.word_en.isupper()}
    seen = set()
    for path in (
        f"/{language}/assessments/{draft.pk}/sections/technology_automation/",
        f"/{language}/assessments/{done.pk}/result/",
        f"/{language}/assessments/compare/",
        f"/{language}/assessments/statements/psa_rmm_adoption/",
        f"/{language}/kpis/{entry.pk}/",
    ):
        cards = CARD.findall(client.get(path).content.decode())
        assert cards, path
        unmarked = [
            key for key, words in cards if key in abbreviations and 'lang="en"' not in words
        ]
        assert unmarked == [], path
        seen |= {key for key, _words in cards}
    assert len(seen & abbreviations) > 5


def test_english_pages_mark_nothing(client, content):
    account = make_account(make_user())
    done = make_completed(content, account=account)
    page = client_of(account.users.get()).get(f"/en/assessments/{done.pk}/result/")
    cards = CARD.findall(page.content.decode())
    assert cards
    assert not [words for _key, words in cards if "lang=" in words]


@pytest.mark.parametrize(
    ("text", "words", "html"),
    [
        ("cost per lead, costo", ["cost per lead", "CPL"], '<span lang="en">cost per lead</span>, costo'),
        ("Service-Level-Agreement", ["service level agreement"], '<span lang="en">Service-Level-Agreement</span>'),
        ("Verlust (Churn)", ["loss of clients", "churn"], 'Verlust (<span lang="en">Churn</span>)'),
        ("<b> leads", ["lead"], "&lt;b&gt; leads"),
        ("Un CPL", ["CPL", ""], "Un CPL"),
        ("costo", [], "costo"),
    ],
)  # fmt: skip
def test_marking(text, words, html):
    assert mark_source_words(Text(text), words) == html


def test_a_text_that_fell_back_is_marked_as_a_whole():
    html = mark_source_words(Text("cost per lead", "en"), ["cost per lead"])
    assert html == '<span lang="en">cost per lead</span>'
