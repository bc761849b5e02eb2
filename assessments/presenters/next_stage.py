"""Puts into words how far the next stage is, true for sections of any size and stages with any bound."""

from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.domain.figures import OVERALL_PLACES
from assessments.domain.scale import HIGHEST
from assessments.domain.scoring import Score
from assessments.selectors.content import StageContent
from localization.languages import current_language
from localization.numbers import format_score


def standing_sentence(score: Score, stage: StageContent | None) -> str:
    """Puts into words where the score stands and where the next stage starts, or that none lies above.

    In points where they say it exactly: sections of one size, a bound that a number of points
    meets. Else in scores.
    """
    if stage is None:
        return _highest_stage(score)
    figures: dict[str, object] = {"stage": stage.name, "bound": _format(stage.lower_bound)}
    if _meets_bound(score, stage.lower_bound):
        figures |= {"points": score.points, "possible": score.points_possible}
        return _(
            "You have %(points)s of %(possible)s points. %(stage)s starts at %(target)s "
            "points (a score of %(bound)s). The quickest way to get there is to improve "
            "these statements:"
        ) % {**figures, "target": score.next_stage_points}
    figures["overall"] = _format(score.overall)
    if score.has_equal_sections:
        return (
            _(
                "Your score is %(overall)s. %(stage)s starts at %(bound)s. The quickest way to "
                "get there is to improve these statements:"
            )
            % figures
        )
    return (
        _(
            "Your score is %(overall)s. %(stage)s starts at %(bound)s. One point raises the"
            " score more in a section with fewer statements. The quickest way to get there "
            "is to improve these statements:"
        )
        % figures
    )


def _highest_stage(score: Score) -> str:
    if score.has_equal_sections:
        return _(
            "You have %(points)s of %(possible)s points. This is the highest stage. The "
            "advice below helps you stay there."
        ) % {"points": score.points, "possible": score.points_possible}
    return _(
        "Your score is %(overall)s of 5. This is the highest stage. The advice below "
        "helps you stay there."
    ) % {"overall": _format(score.overall)}


def _meets_bound(score: Score, bound: Fraction) -> bool:
    """Tells whether the next stage's points make exactly its bound."""
    target = score.next_stage_points
    return target is not None and Fraction(target * HIGHEST, score.points_possible) == bound


def _format(value: Fraction) -> str:
    return format_score(value, current_language(), OVERALL_PLACES)
