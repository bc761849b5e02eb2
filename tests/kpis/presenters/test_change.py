"""Tests how a change is worded: direction, unit, plural and judgement."""

from fractions import Fraction

import pytest
from django.utils import translation

from kpis.domain.enums import KpiKey, Unit
from kpis.domain.results import KpiResult
from kpis.presenters.change import to_change


def result(key: str, unit: Unit, change: str | None) -> KpiResult:
    exact = None if change is None else Fraction(change)
    return KpiResult(key=KpiKey(key), unit=unit, value=Fraction(1), change=exact)


@pytest.mark.parametrize(
    ("key", "unit", "change", "icon", "text"),
    [
        ("csat", Unit.PERCENT, "-17", "down", "Down 17 percentage points on Q2 2026 (worse)"),
        ("csat", Unit.PERCENT, "1", "up", "Up 1 percentage point on Q2 2026 (better)"),
        (
            "churn_rate",
            Unit.PERCENT,
            "-1.5",
            "down",
            "Down 1.5 percentage points on Q2 2026 (better)",
        ),
        ("churn_rate", Unit.PERCENT, "0.999", "up", "Up 1 percentage point on Q2 2026 (worse)"),
        ("cost_per_lead", Unit.MONEY, "-15.38", "down", "Down €15.38 on Q2 2026 (better)"),
        ("cost_per_lead", Unit.MONEY, "15.38", "up", "Up €15.38 on Q2 2026 (worse)"),
        ("cltv", Unit.MONEY, "1000", "up", "Up €1,000 on Q2 2026 (better)"),
        ("tickets_per_endpoint", Unit.NUMBER, "0.25", "up", "Up 0.25 on Q2 2026 (worse)"),
        ("mrr", Unit.MONEY, "-1", "down", "Down €1 on Q2 2026 (worse)"),
        ("mrr", Unit.MONEY, "0", "same", "Unchanged from Q2 2026"),
    ],
)
def test_a_change(key, unit, change, icon, text):
    found = to_change(result(key, unit, change), "Q2 2026", "en", "EUR")
    assert (found.icon, found.text) == (icon, text)


def test_no_change_without_an_earlier_value():
    assert to_change(result("csat", Unit.PERCENT, None), "Q2 2026", "en", "EUR") is None


@pytest.mark.parametrize(
    ("language", "change", "words"),
    [
        ("fr", "0.5", "0,5 point de pourcentage "),
        ("fr", "1.5", "1,5 point de pourcentage "),
        ("fr", "2", "2 points de pourcentage "),
        ("it", "1", "1 punto percentuale "),
        ("it", "1.5", "1,5 punti percentuali "),
        ("es", "1", "1 punto porcentual "),
        ("es", "0.5", "0,5 puntos porcentuales "),
        ("de", "1", "1 Prozentpunkt "),
        ("de", "17", "17 Prozentpunkte "),
    ],
)
def test_the_plural_is_the_one_of_the_language(language, change, words):
    with translation.override(language):
        found = to_change(result("csat", Unit.PERCENT, change), "2026", language, "EUR")
    assert words in found.text
