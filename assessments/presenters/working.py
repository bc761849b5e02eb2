"""Puts into words how a score is worked out; what is rounded says so by «≈», and is rounded down."""

from collections.abc import Sequence
from fractions import Fraction

from assessments.domain.figures import OVERALL_PLACES, has_places
from assessments.domain.scoring import Score, SectionScore
from localization.languages import current_language
from localization.numbers import format_score


def section_working(section: SectionScore, places: int) -> str:
    """Puts into words a section's average: «23 ÷ 5 = 4.6», «23 ÷ 7 ≈ 3.28»."""
    return f"{section_terms(section)} {_result(section.average, places)}"


def section_terms(section: SectionScore) -> str:
    return f"{section.total} ÷ {section.count}"


def overall_working(score: Score) -> str:
    """Puts into words the overall score: «14.2 ÷ 4 = 3.55», «(23 ÷ 7 + 11 ÷ 3) ÷ 2 ≈ 3.47»."""
    return f"{overall_terms(score)} {_result(score.overall, OVERALL_PLACES)}"


def overall_terms(score: Score) -> str:
    """Puts into words the sum of the averages over their number.

    Where an average is rounded, its exact terms stand instead: the sum of figures that were rounded
    down would be another one.
    """
    averages, places = [section.average for section in score.sections], score.average_places
    if _are_exact(averages, places):
        total = format_score(sum(averages, Fraction()), current_language(), places)
    else:
        total = f"({' + '.join(map(section_terms, score.sections))})"
    return f"{total} ÷ {len(averages)}"


def is_rounded(score: Score) -> bool:
    """Tells whether a figure of the score is rounded where it is shown."""
    averages = [section.average for section in score.sections]
    is_exact = _are_exact(averages, score.average_places)
    return not (is_exact and has_places(score.overall, OVERALL_PLACES))


def _are_exact(averages: Sequence[Fraction], places: int) -> bool:
    return all(has_places(average, places) for average in averages)


def _result(value: Fraction, places: int) -> str:
    sign = "=" if has_places(value, places) else "≈"
    return f"{sign} {format_score(value, current_language(), places)}"
