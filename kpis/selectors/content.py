"""Reads the texts and bounds of KPIs in one language; cached by the content's revision.

The questionnaire's are cached likewise: see docs/decisions/0003-content-in-memory.md.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Model

from content.selectors.texts import Text, translated
from glossary.presenters import MarkedText, mark_terms
from glossary.selectors import TermText, terms_in
from kpis.domain.benchmarks import Bounds
from kpis.domain.enums import KpiKey
from kpis.models import Benchmark, ChoiceText, GroupText, InputText, Kpi


@dataclass(frozen=True)
class KpiContent:
    key: KpiKey
    name: Text
    measures: MarkedText
    computation: MarkedText
    importance: MarkedText
    benchmark: MarkedText
    advice: tuple[Text, ...]

    @property
    def terms(self) -> tuple[TermText, ...]:
        texts = (self.measures, self.computation, self.importance, self.benchmark)
        return tuple({term.key: term for text in texts for term in text.terms}.values())


@dataclass(frozen=True)
class InputContent:
    label: Text
    hint: Text
    source: Text


@dataclass(frozen=True)
class GroupContent:
    name: Text
    intro: Text


@dataclass(frozen=True, eq=False)
class Content:
    """Holds all texts and bounds of KPIs in one language; compared by identity."""

    language: str
    kpis: dict[str, KpiContent]
    inputs: dict[str, InputContent]
    groups: dict[str, GroupContent]
    choices: dict[str, Text]
    bounds: tuple[Bounds, ...]

    def label(self, name: str) -> str:
        return str(self.inputs[name].label)


def kpi_content(language: str, revision: int | None) -> Content:
    """Returns the content in a language; without a revision (an empty database), uncached."""
    return _load(language) if revision is None else _cached(language, revision)


@lru_cache(maxsize=16)
def _cached(language: str, revision: int) -> Content:
    return _load(language)


def _load(language: str) -> Content:
    terms = terms_in(language)

    def text(row: Model, field: str) -> Text:
        return translated(row, field, language)

    def marked(row: Model, field: str) -> MarkedText:
        return mark_terms(text(row, field), terms)

    return Content(
        language=language,
        kpis={
            row.key: KpiContent(
                key=KpiKey(row.key),
                name=text(row, "name"),
                measures=marked(row, "measures"),
                computation=marked(row, "computation"),
                importance=marked(row, "importance"),
                benchmark=marked(row, "benchmark"),
                advice=_lines(text(row, "advice")),
            )
            for row in Kpi.objects.order_by("order")
        },
        inputs={
            row.key: InputContent(text(row, "label"), text(row, "hint"), text(row, "source"))
            for row in InputText.objects.order_by("order")
        },
        groups={
            row.key: GroupContent(text(row, "name"), text(row, "intro"))
            for row in GroupText.objects.order_by("order")
        },
        choices={row.key: text(row, "label") for row in ChoiceText.objects.order_by("order")},
        bounds=tuple(row.bounds for row in Benchmark.objects.order_by("kpi", "currency")),
    )


def _lines(advice: Text) -> tuple[Text, ...]:
    return tuple(
        Text(line.strip(), advice.fallback_language)
        for line in advice.value.splitlines()
        if line.strip()
    )
