"""A result as JSON. Keys and figures only, in a fixed order, so that a result reads byte for byte the same for ever."""

from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from assessments.models import Result
from assessments.selectors.assessment import OpenAssessment


def decimal_text(value: Fraction, places: int) -> str:
    """Rounded down, with a point, whatever the language."""
    scaled = value.numerator * 10**places // value.denominator
    return str((Decimal(scaled).scaleb(-places)).quantize(Decimal(1).scaleb(-places), ROUND_FLOOR))


def result_data(opened: OpenAssessment) -> dict:
    result: Result = opened.assessment.result
    keys = {section.key: section.statements for section in opened.content.structure}
    return {
        "questionnaire_version": result.questionnaire_version,
        "scoring_version": result.scoring_version,
        "completed_at": result.completed_at.isoformat(),
        "language": result.language,
        "overall": decimal_text(result.overall, 2),
        "stage": result.stage,
        "points": result.points,
        "points_to_next_stage": result.points_to_next_stage,
        "sections": [
            {
                "key": section.key,
                "total": section.total,
                "average": decimal_text(section.average, 1),
                "stage": section.stage,
                "responses": {key: opened.answers[key] for key in keys[section.key]},
            }
            for section in result.sections.order_by("order")
        ],
    }
