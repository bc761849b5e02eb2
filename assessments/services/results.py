"""Builds the rows of a result, which completing an assessment stores once."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from assessments.domain.scoring import SCORING_VERSION, Score, StageBound
from assessments.models import Assessment, Result, SectionResult, Stage


def result_rows(
    *,
    assessment: Assessment,
    completed_at: datetime,
    version: int,
    scored: Score,
    stages: Sequence[StageBound],
    language: str,
) -> tuple[Result, list[SectionResult]]:
    """Builds the rows without saving them.

    `version` is the questionnaire's; the assessment was completed in `language`.
    """
    bounds = {stage.key: stage.lower_bound for stage in stages}
    result = Result(
        assessment=assessment,
        questionnaire_version=version,
        scoring_version=SCORING_VERSION,
        language=language,
        completed_at=completed_at,
        overall_numerator=scored.overall.numerator,
        overall_denominator=scored.overall.denominator,
        stage=scored.stage,
        points=scored.points,
        points_possible=scored.points_possible,
        next_stage=scored.next_stage or "",
        next_stage_bound=_decimal(bounds[scored.next_stage]) if scored.next_stage else None,
        points_to_next_stage=scored.points_to_next_stage,
        rises=[[rise.statement, rise.value, rise.points] for rise in scored.rises],
    )
    sections = [
        SectionResult(
            result=result,
            key=section.key,
            order=order,
            total=section.total,
            count=section.count,
            stage=section.stage,
        )
        for order, section in enumerate(scored.sections, start=1)
    ]
    return result, sections


def _decimal(bound: Fraction) -> Decimal:
    """Converts the bound of a stage to two decimals, as its column has."""
    return Stage._meta.get_field("lower_bound").to_python(
        f"{bound.numerator * 100 // bound.denominator}e-2"
    )
