"""Presents a stored result with the texts of today: sections, advice, answers and charts."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from assessments.charts.render import render_answer, render_bar, render_scale
from assessments.charts.scale import StageLabel
from assessments.domain.comparison import Comparison, SectionChange, compare
from assessments.domain.scale import HIGHEST
from assessments.domain.scoring import Rise, Score, SectionScore
from assessments.models import Result
from assessments.presenters.next_stage import standing_sentence
from assessments.presenters.scale_labels import LABELS
from assessments.presenters.working import is_rounded, overall_working, section_working
from assessments.selectors.content import QuestionnaireContent, SectionContent, StageContent
from assessments.selectors.results import StoredResult
from content.selectors.texts import Text
from glossary.presenters import MarkedText
from glossary.selectors import TermText
from localization.languages import current_language


@dataclass(frozen=True)
class PresentedRise:
    """Presents a statement on the way to the next stage."""

    section: Text
    text: MarkedText
    value: int
    room: int
    """Points that the value can rise at most, 0 to 4."""
    points: int
    """Points to raise it by."""


@dataclass(frozen=True)
class PresentedAnswer:
    """Presents an answer with its statement, label and note."""

    key: str
    text: MarkedText
    value: int
    label: str
    note: str


@dataclass(frozen=True)
class PresentedSection:
    """Presents the score of a section with its stage and advice."""

    content: SectionContent
    total: int
    count: int
    average: Fraction
    working: str
    """«23 ÷ 5 = 4.6»."""
    stage: StageContent
    advice: MarkedText
    other_advice: tuple[tuple[StageContent, MarkedText], ...]


@dataclass(frozen=True)
class PresentedResult:
    """Presents a stored result."""

    result: Result
    score: Score
    stage: StageContent
    stages: tuple[StageContent, ...]
    next_stage: StageContent | None
    sections: tuple[PresentedSection, ...]
    answers: tuple[tuple[SectionContent, tuple[PresentedAnswer, ...]], ...]
    rises: tuple[PresentedRise, ...]

    @property
    def overall(self) -> Fraction:
        return self.score.overall

    @property
    def working(self) -> str:
        """Puts into words how the overall score is worked out."""
        return overall_working(self.score)

    @property
    def is_rounded(self) -> bool:
        """Tells whether a figure in the working is rounded."""
        return is_rounded(self.score)

    @property
    def standing(self) -> str:
        """Puts into words where the score stands and where the next stage starts."""
        return standing_sentence(self.score, self.next_stage)

    @property
    def standing_of_others(self) -> str:
        """Says the same to readers whose result it is not."""
        return standing_sentence(self.score, self.next_stage, own=False)

    @property
    def weakest_first(self) -> tuple[PresentedSection, ...]:
        """Returns the sections by their average, those that share it in the questionnaire's order."""
        return tuple(sorted(self.sections, key=lambda section: section.average))

    @property
    def terms(self) -> tuple[TermText, ...]:
        """Lists the glossary terms of every text on the page, each once."""
        texts = [stage.description for stage in self.stages]
        for section in self.sections:
            texts += [section.advice, *(text for _, text in section.other_advice)]
        texts += [rise.text for rise in self.rises]
        texts += [answer.text for _, answers in self.answers for answer in answers]
        return tuple({term.key: term for text in texts for term in text.terms}.values())


def present_result(stored: StoredResult) -> PresentedResult:
    """Returns the stored result with the texts of its questionnaire."""
    content, score = stored.content, stored.score
    return PresentedResult(
        result=stored.result,
        score=score,
        stage=stored.stage,
        stages=content.stages,
        next_stage=content.stage_by_key[score.next_stage] if score.next_stage else None,
        sections=tuple(
            _section(section, content, score.average_places) for section in score.sections
        ),
        answers=tuple((section, _answers(section, stored)) for section in content.sections),
        rises=tuple(_rise(rise, content) for rise in score.rises),
    )


def _section(section: SectionScore, content: QuestionnaireContent, places: int) -> PresentedSection:
    texts = content.by_key[section.key]
    return PresentedSection(
        content=texts,
        total=section.total,
        count=section.count,
        average=section.average,
        working=section_working(section, places),
        stage=content.stage_by_key[section.stage],
        advice=texts.advice[section.stage],
        other_advice=tuple(
            (stage, texts.advice[stage.key])
            for stage in content.stages
            if stage.key != section.stage
        ),
    )


def _answers(section: SectionContent, stored: StoredResult) -> tuple[PresentedAnswer, ...]:
    answers = []
    for statement in section.statements:
        value, note = stored.answers[statement.key], stored.notes.get(statement.key, "")
        label = str(LABELS[value])
        answers.append(PresentedAnswer(statement.key, statement.text, value, label, note))
    return tuple(answers)


def _rise(rise: Rise, content: QuestionnaireContent) -> PresentedRise:
    section = next(
        section for section in content.sections if rise.statement in content.structure[section.key]
    )
    text = content.statements[rise.statement].text
    return PresentedRise(section.name, text, rise.value, HIGHEST - rise.value, rise.points)


def result_charts(
    presented: PresentedResult,
    previous: StoredResult | None = None,
    *,
    notes: bool = False,
    linked: bool = False,
) -> dict[str, Any]:
    """Renders the scale, the sections and the answers of a result for its page.

    The previous result is drawn as a ring and ticks, and compared. `linked` links each answer to its
    history.
    """
    labels = tuple(
        StageLabel(str(stage.name), stage.lower_bound, stage is presented.stage)
        for stage in presented.stages
    )
    comparison = compare(previous.score, presented.score) if previous else None
    overall = previous.overall if previous else None
    return {
        "average_places": (comparison or presented.score).average_places,
        "answer_rows": [
            (section, [_answer_row(answer, notes, linked) for answer in answers])
            for section, answers in presented.answers
        ],
        "comparison": comparison,
        "scale": render_scale(presented.overall, labels, overall, current_language()),
        "sections": _section_rows(presented, comparison),
    }


def _section_rows(
    presented: PresentedResult, comparison: Comparison | None
) -> list[tuple[PresentedSection, SafeString, SectionChange | None]]:
    """Returns each section with its bar and its change, the weakest first."""
    bounds = tuple(stage.lower_bound for stage in presented.stages)
    changes = {change.key: change for change in comparison.sections} if comparison else {}
    rows = []
    for section in presented.weakest_first:
        change = changes.get(section.content.key)
        before = change.before.average if change and change.before else None
        rows.append((section, render_bar(section.average, bounds, before), change))
    return rows


def _answer_row(answer: PresentedAnswer, notes: bool, linked: bool) -> SafeString:
    return render_answer(
        answer.text.html,
        str(answer.text),
        answer.value,
        answer.label,
        _history_address(answer.key, current_language()) if linked else "",
        current_language(),
        answer.note if notes else "",
    )


@lru_cache(maxsize=1024)
def _history_address(key: str, language: str) -> str:
    """Returns the address of a statement's history, which begins with the language."""
    return reverse("assessments:statement", args=[key])
