"""Puts into words how far the next stage is, true for sections of any size and stages with any bound."""

from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from assessments.domain.figures import OVERALL_PLACES
from assessments.domain.scale import HIGHEST
from assessments.domain.scoring import Score
from assessments.selectors.content import StageContent
from localization.languages import current_language
from localization.numbers import format_score

OWN = {
    "points": _(
        "You have %(points)s of %(possible)s points. %(stage)s starts at %(target)s "
        "points (a score of %(bound)s). The quickest way to get there is to improve "
        "these statements:"
    ),
    "score": _(
        "Your score is %(overall)s. %(stage)s starts at %(bound)s. The quickest way to "
        "get there is to improve these statements:"
    ),
    "uneven": _(
        "Your score is %(overall)s. %(stage)s starts at %(bound)s. One point raises the"
        " score more in a section with fewer statements. The quickest way to get there "
        "is to improve these statements:"
    ),
    "highest": _(
        "You have %(points)s of %(possible)s points. This is the highest stage. The "
        "advice below helps you stay there."
    ),
    "highest_uneven": _(
        "Your score is %(overall)s of 5. This is the highest stage. The advice below "
        "helps you stay there."
    ),
}
"""The sentences for those whose result it is."""

OF_OTHERS = {
    "points": _(
        "%(points)s of %(possible)s points. %(stage)s starts at %(target)s points (a score of "
        "%(bound)s). The quickest way there is through these statements:"
    ),
    "score": _(
        "Score: %(overall)s. %(stage)s starts at %(bound)s. The quickest way there is through "
        "these statements:"
    ),
    "uneven": _(
        "Score: %(overall)s. %(stage)s starts at %(bound)s. One point raises the score more in "
        "a section with fewer statements. The quickest way there is through these statements:"
    ),
    "highest": _("%(points)s of %(possible)s points. This is the highest stage."),
    "highest_uneven": _("Score: %(overall)s of 5. This is the highest stage."),
}
"""The sentences for readers of a shared result."""


def standing_sentence(score: Score, stage: StageContent | None, *, own: bool = True) -> str:
    """Puts into words where the score stands and where the next stage starts, or that none lies above.

    In points where they say it exactly: sections of one size, a bound that a number of points
    meets. Else in scores.
    """
    sentences = OWN if own else OF_OTHERS
    return sentences[_kind(score, stage)] % {
        "points": score.points,
        "possible": score.points_possible,
        "overall": _format(score.overall),
        "target": score.next_stage_points,
        "stage": stage.name if stage else "",
        "bound": _format(stage.lower_bound) if stage else "",
    }


def _kind(score: Score, stage: StageContent | None) -> str:
    if stage is None:
        return "highest" if score.has_equal_sections else "highest_uneven"
    if _meets_bound(score, stage.lower_bound):
        return "points"
    return "score" if score.has_equal_sections else "uneven"


def _meets_bound(score: Score, bound: Fraction) -> bool:
    """Tells whether the next stage's points make exactly its bound."""
    target = score.next_stage_points
    return target is not None and Fraction(target * HIGHEST, score.points_possible) == bound


def _format(value: Fraction) -> str:
    return format_score(value, current_language(), OVERALL_PLACES)
