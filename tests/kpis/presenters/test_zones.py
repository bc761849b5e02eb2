"""Tests that the words for a bound are exactly true, and that none is left without an end."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from kpis.domain.benchmarks import Bounds, Direction
from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.enums import KpiKey
from kpis.presenters.benchmark import bound_lines, extra_lines
from kpis.presenters.zones import multiple_words

BOUNDS = {bounds.key: bounds for bounds in DEFAULT_BOUNDS}
BY_SIGNS = [bounds for key, bounds in BOUNDS.items() if key not in (KpiKey.MRR, KpiKey.CLTV)]
SIGNS = {"≥": Decimal.__ge__, ">": Decimal.__gt__, "≤": Decimal.__le__, "<": Decimal.__lt__}
STATUSES = ["On target", "Warning", "Off target"]


def words_of(key: KpiKey, bounds: Bounds | None = None, currency: str = "USD") -> list[str]:
    lines = bound_lines(key, bounds or BOUNDS[key], "en", currency)
    return [line.words.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def is_true(words: str, value: Decimal) -> bool:
    """Tells whether signs such as «≥ 15% and ≤ 20% a year» say that `value` is meant."""
    found = re.findall(r"([≥>≤<])\s\$?([\d,.]+)", words)
    assert len(found) == len(re.findall("[≥>≤<]", words)) > 0
    return all(SIGNS[sign](value, Decimal(figure.replace(",", ""))) for sign, figure in found)


def rated(bounds: Bounds, value: Decimal) -> str:
    if bounds.is_on_target(value):
        return "On target"
    return "Warning" if bounds.is_within_warning(value) else "Off target"


@pytest.mark.parametrize("bounds", BY_SIGNS, ids=lambda bounds: bounds.key)
@pytest.mark.parametrize("target_included", [True, False])
@pytest.mark.parametrize("warning_included", [True, False])
def test_at_each_bound_exactly_one_line_is_true_and_it_is_the_rating(
    bounds, target_included, warning_included
):
    bounds = replace(bounds, on_target_included=target_included, warning_included=warning_included)
    for edge in (bounds.on_target, bounds.warning):
        for value in (edge - Decimal("0.0001"), edge, edge + Decimal("0.0001")):
            lines = zip(STATUSES, words_of(bounds.key, bounds), strict=True)
            true = [status for status, words in lines if is_true(words, value)]
            assert true == [rated(bounds, value)], value


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("sla_adherence", ["≥ 95%", "≥ 90% and < 95%", "< 90%"]),
        ("employee_turnover", ["< 15% a year", "≥ 15% and ≤ 20% a year", "> 20% a year"]),
        ("tickets_per_endpoint", ["< 1 a month", "≥ 1 and ≤ 2 a month", "> 2 a month"]),
        ("cost_per_lead", ["≤ $300", "> $300 and ≤ $450", "> $450"]),
        (
            "cltv",
            [
                "more than 3 times the acquisition cost",
                "1 to 3 times the acquisition cost",
                "less than the acquisition cost",
            ],
        ),
        (
            "mrr",
            [
                "growth, and a share of total revenue above 50%",
                "only one of these",
                "neither of these",
            ],
        ),
    ],
)
def test_the_words_of_each_unit(key, words):
    assert words_of(KpiKey(key)) == words


@pytest.mark.parametrize(
    ("target", "target_in", "warning", "warning_in", "words"),
    [
        (3, True, 1, True, ["3 times … or more", "1 to less than 3 times …", "less than …"]),
        (3, False, 1, False, ["more than 3 times …", "more than 1 and up to 3 times …", "up to …"]),
        (
            *(3, True, 2, False),
            ["3 times … or more", "more than 2 and less than 3 times …", "up to 2 times …"],
        ),
        (
            1,
            True,
            "0.5",
            True,
            ["… or more", "0.5 to less than 1 times …", "less than 0.5 times …"],
        ),
        (1, False, "0.5", True, ["more than …", "0.5 to 1 times …", "less than 0.5 times …"]),
    ],
)
def test_multiples_of_the_acquisition_cost(target, target_in, warning, warning_in, words):
    bounds = Bounds(
        key=KpiKey.CLTV,
        direction=Direction.HIGHER,
        on_target=Decimal(target),
        on_target_included=target_in,
        warning=Decimal(warning),
        warning_included=warning_in,
    )
    assert [
        text.replace("the acquisition cost", "…") for text in words_of(KpiKey.CLTV, bounds)
    ] == (words)


def test_the_share_itself_can_be_on_target():
    bounds = replace(BOUNDS[KpiKey.MRR], on_target_included=True)
    assert words_of(KpiKey.MRR, bounds)[0] == "growth, and a share of total revenue of 50% or more"


def test_a_multiple():
    assert multiple_words(Decimal("2.5"), "en") == "2.5 times the acquisition cost"


def test_money_of_another_currency_has_its_code_on_the_whole_card():
    bounds = BOUNDS[KpiKey.COST_PER_LEAD]
    texts = [*words_of(bounds.key, bounds, "EUR"), *extra_lines(bounds.key, bounds, "en", "EUR")]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts] == [
        "≤ 300 USD",
        "> 300 USD and ≤ 450 USD",
        "> 450 USD",
        "Typical range: 100 USD to 300 USD.",
    ]
    assert extra_lines(bounds.key, bounds, "en", "USD") == ("Typical range: $100 to $300.",)


def test_a_line_says_whose_threshold_it_is():
    _, warning, _ = bound_lines(KpiKey.SLA_ADHERENCE, BOUNDS[KpiKey.SLA_ADHERENCE], "en")
    text = warning.sentence_with_source.replace("\N{NO-BREAK SPACE}", " ")
    assert text == "Warning: ≥ 90% and < 95% (our threshold)."
    assert warning.sentence.replace("\N{NO-BREAK SPACE}", " ") == "Warning: ≥ 90% and < 95%."
