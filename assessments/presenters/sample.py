"""Computes the sample result of the start page by the real rules."""

from dataclasses import dataclass

from assessments.domain.scoring import Score, SectionAnswers, score
from assessments.selectors.content import QuestionnaireContent, SectionContent
from glossary.presenters import MarkedText

# Per section; totals 23, 16, 19 and 13.
VALUES = ((5, 5, 5, 4, 4), (4, 3, 3, 3, 3), (4, 4, 4, 4, 3), (3, 4, 2, 2, 2))


@dataclass(frozen=True)
class SampleResult:
    score: Score
    sections: tuple
    """(content, section score) of each."""
    stage_name: str
    next_stage_name: str
    weakest: SectionContent
    advice: MarkedText


def sample_result(content: QuestionnaireContent) -> SampleResult | None:
    """Computes the sample; None where the questionnaire has another shape than the example."""
    if [len(section.statements) for section in content.sections] != [len(row) for row in VALUES]:
        return None
    answers = [
        SectionAnswers(
            section.key, dict(zip((row.key for row in section.statements), row_values, strict=True))
        )
        for section, row_values in zip(content.sections, VALUES, strict=True)
    ]
    scored = score(answers, content.bounds)
    weakest = min(scored.sections, key=lambda part: part.average)
    section = content.by_key[weakest.key]
    return SampleResult(
        score=scored,
        sections=tuple(zip(content.sections, scored.sections, strict=True)),
        stage_name=str(content.stage_by_key[scored.stage].name),
        next_stage_name=str(content.stage_by_key[scored.next_stage].name)
        if scored.next_stage
        else "",
        weakest=section,
        advice=section.advice[weakest.stage],
    )
