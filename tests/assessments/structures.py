"""Creates questionnaires of any shape and answers to them, without a database."""

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cached_property
from random import Random

from assessments.domain.scale import VALUES
from assessments.domain.scoring import Score, SectionAnswers, score
from assessments.models import Assessment
from assessments.selectors.content import (
    QuestionnaireContent,
    SectionContent,
    StageContent,
    StatementContent,
)
from assessments.selectors.results import StoredResult
from assessments.services.results import result_rows
from content.selectors.texts import Text
from glossary.presenters import MarkedText

MOMENT = datetime(2026, 8, 26, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Structure:
    sizes: tuple[int, ...]
    """Statements of each section."""
    bounds: tuple[Fraction, ...]
    """Of the stages, the lowest first."""

    @cached_property
    def content(self) -> QuestionnaireContent:
        stages = tuple(
            StageContent(f"stage{number}", bound, Text(f"Stage {number}"), _text("What it is"))
            for number, bound in enumerate(self.bounds)
        )
        advice = {stage.key: _text("Do this") for stage in stages}
        sections = tuple(
            SectionContent(
                f"s{number}",
                number,
                Text(f"Section {number}"),
                Text(f"S{number}"),
                tuple(
                    StatementContent(index, f"s{number}_{index}", index, _text("We do"))
                    for index in range(1, size + 1)
                ),
                advice,
            )
            for number, size in enumerate(self.sizes, start=1)
        )
        return QuestionnaireContent(1, "en", sections, stages)


def random_structure(random: Random) -> Structure:
    """Draws 1 to 12 sections of 1 to 20 statements and 2 to 8 stages.

    One in three has sections of one size; every other has bounds in halves, the others any.
    """
    sections, stages = random.randint(1, 12), random.randint(1, 7)
    if random.randrange(3):
        sizes = [random.randint(1, 20) for _ in range(sections)]
    else:
        sizes = [random.randint(1, 20)] * sections
    cents = random.sample(random.choice([range(150, 501, 50), range(101, 501)]), stages)
    return Structure(tuple(sizes), tuple(Fraction(cent, 100) for cent in (100, *sorted(cents))))


def random_values(random: Random, structure: Structure) -> list[list[int]]:
    """Draws the values of each section: of any height, so that every stage is met."""
    weights = [random.random() ** 3 for _ in VALUES]
    return [random.choices(VALUES, weights, k=size) for size in structure.sizes]


def scored(content: QuestionnaireContent, values: list[list[int]]) -> Score:
    answers = [
        SectionAnswers(
            section.key, {row.key: value for row, value in zip(section.statements, of, strict=True)}
        )
        for section, of in zip(content.sections, values, strict=True)
    ]
    return score(answers, content.bounds)


def stored(content: QuestionnaireContent, values: list[list[int]]) -> StoredResult:
    """Returns the result of these values as the product would have stored it."""
    found = scored(content, values)
    assessment = Assessment(completed_at=MOMENT, assessed_at=MOMENT)
    result, _sections = result_rows(
        assessment=assessment,
        completed_at=MOMENT,
        version=1,
        scored=found,
        stages=content.bounds,
        language="en",
    )
    answers = {key: value for part in found.sections for key, value in part.values.items()}
    return StoredResult(assessment, result, content, found, answers, {})


def _text(words: str) -> MarkedText:
    text = Text(words)
    return MarkedText(text.html, text, ())
