"""A stored result with the texts of today, in the reader's language. Nothing here scores."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.domain.scale import HIGHEST
from assessments.models import Result, SectionResult
from assessments.presenters.scale_labels import LABELS
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.content import SectionContent, StageContent
from content.selectors.texts import Text
from glossary.presenters import MarkedText
from glossary.selectors import TermText
from localization.rows import Columns, first_row, split_row


@dataclass(frozen=True)
class RiseShown:
    section: Text
    text: MarkedText
    value: int
    room: int
    points: int


@dataclass(frozen=True)
class AnswerShown:
    key: str
    text: MarkedText
    value: int
    note: str

    @property
    def label(self) -> str:
        return str(LABELS[self.value])


@dataclass(frozen=True)
class SectionShown:
    content: SectionContent
    total: int
    count: int
    average: Fraction
    stage: StageContent
    advice: MarkedText
    other_advice: tuple[tuple[StageContent, MarkedText], ...]


@dataclass(frozen=True)
class ResultShown:
    result: Result
    overall: Fraction
    stage: StageContent
    stages: tuple[StageContent, ...]
    next_stage: StageContent | None
    sections: tuple[SectionShown, ...]
    answers: tuple[tuple[SectionContent, tuple[AnswerShown, ...]], ...]
    rises: tuple[RiseShown, ...]

    @property
    def averages_sum(self) -> Fraction:
        return sum((section.average for section in self.sections), Fraction())

    @property
    def next_stage_points(self) -> int | None:
        """The points total at which the next stage begins, where every section has as many statements."""
        if self.next_stage is None:
            return None
        return self.result.points + self.result.points_to_next_stage

    @property
    def terms(self) -> tuple[TermText, ...]:
        """The terms of every marked text on the page, each once."""
        texts = [self.stage.description]
        for section in self.sections:
            texts += [section.advice, *(text for _, text in section.other_advice)]
        texts += [rise.text for rise in self.rises]
        texts += [answer.text for _, answers in self.answers for answer in answers]
        return tuple({term.key: term for text in texts for term in text.terms}.values())


RESULT = Columns(Result, "result")
# By hand, because every result page asks it: see docs/decisions/0003-content-in-memory.md.
OF_ASSESSMENT = f"""
SELECT {RESULT}, (
    SELECT json_agg(
        json_build_object('key', part.key, 'total', part.total, 'count', part.count, 'stage', part.stage)
        ORDER BY part."order"
    )
    FROM assessments_sectionresult part
    WHERE part.result_id = result.id
)
FROM assessments_result result
WHERE result.assessment_id = %s
"""  # noqa: S608 - our own columns


def result_shown(opened: AssessmentAccess) -> ResultShown:
    """The result of a completed assessment for its page. One query; the rest is at hand."""
    row = first_row(OF_ASSESSMENT, [opened.assessment.pk])
    result, parts = split_row(row, RESULT)
    opened.assessment.result = result
    return result_of(result, [SectionResult(**part) for part in parts], opened)


def result_of(
    result: Result, parts: Sequence[SectionResult], opened: AssessmentAccess
) -> ResultShown:
    """A result and what each section scored, with the texts of its questionnaire."""
    content = opened.content
    stages = content.stage_by_key
    return ResultShown(
        result=result,
        overall=result.overall,
        stage=stages[result.stage],
        stages=content.stages,
        next_stage=stages[result.next_stage] if result.next_stage else None,
        sections=tuple(
            SectionShown(
                content=content.by_key[row.key],
                total=row.total,
                count=row.count,
                average=row.average,
                stage=stages[row.stage],
                advice=content.by_key[row.key].advice[row.stage],
                other_advice=tuple(
                    (stage, content.by_key[row.key].advice[stage.key])
                    for stage in content.stages
                    if stage.key != row.stage
                ),
            )
            for row in parts
        ),
        answers=tuple((section, _answers(section, opened)) for section in content.sections),
        rises=tuple(_rise(content, *rise) for rise in result.rises),
    )


def _answers(section: SectionContent, opened: AssessmentAccess) -> tuple[AnswerShown, ...]:
    return tuple(
        AnswerShown(row.key, row.text, opened.answers[row.key], opened.notes.get(row.key, ""))
        for row in section.statements
    )


def _rise(content, key: str, value: int, points: int) -> RiseShown:
    section = next(
        part for part in content.sections if any(row.key == key for row in part.statements)
    )
    return RiseShown(section.name, content.statements[key].text, value, HIGHEST - value, points)
