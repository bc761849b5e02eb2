"""Results as JSON. Keys and figures only, in a fixed order, so that a result reads byte for byte the same for ever."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from accounts.models import Account
from assessments.selectors.results import StoredResult


def decimal_text(value: Fraction, places: int) -> str:
    """Rounded down, with a point, whatever the language."""
    scaled = value.numerator * 10**places // value.denominator
    return str((Decimal(scaled).scaleb(-places)).quantize(Decimal(1).scaleb(-places), ROUND_FLOOR))


def result_data(stored: StoredResult) -> dict:
    result, paper = stored.result, stored.assessment.assessed_on
    return {
        "questionnaire_version": result.questionnaire_version,
        "scoring_version": result.scoring_version,
        "completed_at": result.completed_at.isoformat(),
        "assessed_on": paper.isoformat() if paper else None,
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
                "responses": dict(section.values),
                "notes": {key: stored.notes[key] for key in section.values if key in stored.notes},
            }
            for section in stored.scored.sections
        ],
    }


def history_data(account: Account, results: Sequence[StoredResult]) -> dict:
    """The whole history, the newest first. What was withdrawn is there, and says so."""
    return {
        "company": account.name,
        "assessments": [
            {
                "id": str(stored.assessment.pk),
                "withdrawn": stored.assessment.withdrawn_reason or None,
                **result_data(stored),
            }
            for stored in results
        ],
    }
