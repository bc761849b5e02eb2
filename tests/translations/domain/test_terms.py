"""Tests that a translation without the required trade term is reported, inflected forms not."""

import pytest

from translations.domain.terms import Term, alternatives, has_word, missing_terms

CHURN = Term("churn_rate", "churn rate", "tasso di abbandono")
LEAD = Term("lead", "lead", "contatto (lead)")
PER_LEAD = Term("cost_per_lead", "cost per lead", "costo per contatto (CPL)")
ACCOUNT = Term("account", "account (the MSP)", "azienda")


def keys(english: str, translation: str, *terms: Term) -> list[str]:
    return [term.key for term in missing_terms(english, translation, terms)]


def test_what_may_stand_for_a_word():
    assert alternatives("costo per contatto (CPL)|costo a contatto") == [
        "costo per contatto",
        "CPL",
        "costo a contatto",
    ]
    assert alternatives("") == []


@pytest.mark.parametrize(
    ("english", "translation", "expected"),
    [
        ("The churn rate", "Il tasso di abbandono", []),
        ("Churn rates", "I tassi di abbandoni", []),
        ("The CHURN RATE", "Il tasso di perdita", ["churn_rate"]),
        ("The churn", "La perdita", []),
        ("A churn rateable", "Altro", []),
    ],
)
def test_a_term_and_its_translation(english, translation, expected):
    assert keys(english, translation, CHURN) == expected


def test_a_longer_term_stands_for_the_shorter_in_it():
    assert keys("The cost per lead", "Il CPL", LEAD, PER_LEAD) == []
    assert keys("Leads and cost per lead", "Il CPL", LEAD, PER_LEAD) == ["lead"]


def test_a_note_in_brackets_is_not_looked_for():
    assert keys("Your account", "Il tuo conto", ACCOUNT) == ["account"]
    assert keys("Your account", "La tua azienda", ACCOUNT) == []


def test_accents_and_capitals_do_not_matter():
    assert has_word("Étapes", "étape")
    assert has_word("PUNTUACIONES", "puntuación")


def test_a_language_without_a_word_for_it_has_no_hint():
    assert keys("The churn rate", "Il tasso", Term("churn_rate", "churn rate", "")) == []
