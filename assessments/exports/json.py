"""Renders results as JSON data: keys and figures only, in a fixed order.

So a result reads byte for byte the same for ever.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from accounts.models import Account
from assessments.selectors.results import StoredResult
from localization.numbers import Rounding, round_exactly


def _decimal_text(value: Fraction, places: int) -> str:
    """Renders a score rounded down, with a point, in any language."""
    return str(round_exactly(value, places, Rounding.FLOOR))


def result_data(stored: StoredResult) -> dict[str, Any]:
    """Returns one result as data."""
    result, paper = stored.result, stored.assessment.assessed_on
    return {
        "questionnaire_version": result.questionnaire_version,
        "scoring_version": result.scoring_version,
        "completed_at": result.completed_at.isoformat(),
        "assessed_on": paper.isoformat() if paper else None,
        "language": result.language,
        "overall": _decimal_text(result.overall, 2),
        "stage": result.stage,
        "points": result.points,
        "points_to_next_stage": result.points_to_next_stage,
        "sections": [
            {
                "key": section.key,
                "total": section.total,
                "average": _decimal_text(section.average, stored.score.average_places),
                "stage": section.stage,
                "responses": dict(section.values),
                "notes": {key: stored.notes[key] for key in section.values if key in stored.notes},
            }
            for section in stored.score.sections
        ],
    }


def history_data(account: Account, results: Sequence[StoredResult]) -> dict[str, Any]:
    """Returns all results as data, the newest first; withdrawn ones with their reason."""
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
