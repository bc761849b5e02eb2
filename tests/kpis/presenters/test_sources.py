"""Tests that card, admin and the text about a benchmark agree on what is published, for every KPI.

A text names first the industry's benchmark, then what is our threshold, if anything is.
"""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from kpis.domain.benchmarks import Bounds, Source
from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.enums import KpiKey
from kpis.models import Benchmark
from kpis.models.content import BoundSource
from kpis.presenters.benchmark import bound_lines
from localization.numbers import format_number

CONTENT = Path(__file__).resolve().parents[3] / "kpis" / "content"
LANGUAGES = sorted(path.stem for path in CONTENT.glob("*.toml"))
# How texts write these numbers where they use no figure: «one ticket», «das Dreifache».
WORDS = {
    "en": {1: "one"},
    "it": {1: "un"},
    "fr": {1: "un"},
    "es": {1: "un"},
    "de": {1: "ein", 3: "dreifach"},
    "pt-br": {1: "um"},
}
KPIS = pytest.mark.parametrize("bounds", DEFAULT_BOUNDS, ids=lambda bounds: bounds.key)


def parts_of(bounds: Bounds, language: str) -> tuple[str, str]:
    """Returns what a text says of the industry's benchmark, and what of our threshold."""
    texts = tomllib.loads((CONTENT / f"{language}.toml").read_text())
    text = re.sub(r"\s", " ", texts["kpis"][bounds.key]["benchmark"]).casefold()
    with translation.override(language):
        ours = str(BoundSource.OWN_READING.label).casefold()
    industry, _label, own = text.partition(ours)
    return industry, own


def names_figure(text: str, value: Decimal, language: str) -> bool:
    figure = re.sub(r"\s", " ", format_number(value, language, places=0))
    return bool(re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(figure)}(?![.,]?\d)", text))


def names_word(text: str, value: Decimal, language: str) -> bool:
    word = WORDS[language].get(int(value))
    return bool(word and re.search(rf"\b{word}", text))


@pytest.mark.parametrize("language", LANGUAGES)
@KPIS
def test_the_text_says_what_the_card_says(bounds, language):
    industry, own = parts_of(bounds, language)
    with translation.override(language):
        on_target, *others = bound_lines(bounds.key, bounds, language)
        published = str(BoundSource.PUBLISHED.label)
    named = [(bounds.on_target, on_target.source)]
    if bounds.warning is not None:
        named += [(bounds.warning, line.source) for line in others]
    for value, source in named:
        text = industry if source == published else own
        assert names_figure(text, value, language) or names_word(text, value, language), value
        if source != published:
            assert not names_figure(industry, value, language), value


@KPIS
def test_the_admin_says_what_the_card_says(bounds):
    row = Benchmark(
        kpi_id=bounds.key,
        on_target_source=bounds.on_target_source,
        warning_source=bounds.warning_source,
    )
    on_target, *others = bound_lines(bounds.key, bounds, "en")
    assert on_target.source == row.get_on_target_source_display()
    if bounds.key is not KpiKey.MRR:  # its lines all have the source of the share
        assert {line.source for line in others} == {row.get_warning_source_display()}


def test_the_names_of_the_sources():
    assert [str(source.label) for source in BoundSource] == ["published", "our threshold"]
    assert {source.value for source in BoundSource} == set(Source)
