"""Tests that no line ends within a word without a hyphen, in any language and at any width.

The browser of the tests has no hyphenation dictionaries; where one has, words break with a hyphen.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assessments.models import Questionnaire
from localization.languages import CODES
from tests.factories import (
    BEFORE,
    WORKED_EXAMPLE,
    client_of,
    make_account,
    make_assessment,
    make_completed,
    make_user,
)
from tests.factories.kpis import MONTH_EXAMPLE, YEAR_EXAMPLE, make_entry, quarters

MEASURE = (Path(__file__).parent / "broken_words.js").read_text()
WIDTHS = [320, 375, 768, 1024, 1280]
HEIGHT = 800
NO_DICTIONARY = "<style>* { hyphens: manual !important; }</style>"


def pages_with_tables(content: Questionnaire) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yields (path, response by language) of the pages that have section names or tables."""
    owner = make_user()
    account = make_account(owner)
    client = client_of(owner)
    made = (
        (date(2025, 1, 1), [1] * 20),
        (date(2025, 4, 1), BEFORE),
        (date(2025, 7, 1), WORKED_EXAMPLE),
    )
    done = [
        make_completed(content, values, account=account, assessed_on=day) for day, values in made
    ]
    draft = make_assessment(content, WORKED_EXAMPLE, account=account)
    entries = [make_entry(account, day, **YEAR_EXAMPLE | MONTH_EXAMPLE) for day in quarters(5)]
    for path in (
        "assessments/",
        f"assessments/{draft.pk}/sections/customer_satisfaction_retention/",
        f"assessments/{done[-1].pk}/result/",
        "assessments/compare/",
        "assessments/statements/client_onboarding/",
        "kpis/",
        f"kpis/{entries[-1].pk}/",
        "kpis/worksheet/",
    ):
        yield path, {code: client.get(f"/{code}/{path}").content for code in CODES}


@pytest.mark.django_db(transaction=True)
def test_no_word_is_broken_without_a_hyphen(content, screen):
    broken = defaultdict(set)
    for path, by_language in pages_with_tables(content):
        for language, body in by_language.items():
            screen.rendered = body + NO_DICTIONARY.encode()
            screen.goto(f"http://testserver/{language}/")
            for width in WIDTHS:
                screen.set_viewport_size({"width": width, "height": HEIGHT})
                broken[language, path, width].update(screen.evaluate(MEASURE))
    assert {place: words for place, words in broken.items() if words} == {}


def test_a_broken_word_is_noticed(screen):
    words = "<p>Kunden\u00adbindung</p><h1>Veränderung</h1><h2>über-morgen</h2>"
    style = "<style>body { font: 20px sans-serif; overflow-wrap: anywhere; } * { inline-size: 6em; } h1 { font-size: 20px; inline-size: 4em; }</style>"
    screen.rendered = f"<!DOCTYPE html><meta charset='utf-8'>{style}{words}".encode()
    screen.goto("http://testserver/de/")
    assert [word.replace("|", "") for word in screen.evaluate(MEASURE)] == ["<h1> Veränderung"]
