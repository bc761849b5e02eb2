"""How answers become scores, stages and the way to the next stage. Exact: integers and fractions only.

Rules and worked example: the section total is the sum of its values; its average the total divided by its number of
statements; the overall score the mean of the averages. Totals 23, 16, 19, 13 of five statements each give 4.6, 3.2,
3.8, 2.6 and 3.55. A score is compared with a stage's lower bound as it is, never rounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.domain.scale import HIGHEST, VALUES

SCORING_VERSION = 1
"""Stored with every result. Raise it when a rule here changes: stored results keep theirs and are never recomputed."""


@dataclass(frozen=True)
class StageBound:
    key: str
    lower_bound: Fraction


@dataclass(frozen=True)
class SectionAnswers:
    """One section's values by statement key, in the order of the questionnaire."""

    key: str
    values: Mapping[str, int]


@dataclass(frozen=True)
class SectionScore:
    key: str
    total: int
    count: int
    stage: str

    @property
    def average(self) -> Fraction:
        """1 to 5."""
        return Fraction(self.total, self.count)


@dataclass(frozen=True)
class Rise:
    """A statement on the cheapest way to the next stage: its value now, and how many points to raise it by."""

    statement: str
    value: int
    points: int


@dataclass(frozen=True)
class Score:
    overall: Fraction
    """1 to 5."""
    stage: str
    sections: tuple[SectionScore, ...]
    points: int
    points_possible: int
    next_stage: str | None
    points_to_next_stage: int | None
    """None at the highest stage."""
    rises: tuple[Rise, ...]


class InvalidAnswers(ValueError):
    """Answers that cannot be scored: none at all, a section without statements, or a value off the scale."""


def stage_of(score: Fraction, stages: Sequence[StageBound]) -> str:
    """The stage with the highest lower bound that the score reaches."""
    reached = [stage for stage in stages if stage.lower_bound <= score]
    if not reached:
        raise InvalidAnswers(f"{score} lies below every stage")
    return max(reached, key=lambda stage: stage.lower_bound).key


def next_stage(score: Fraction, stages: Sequence[StageBound]) -> StageBound | None:
    """The lowest stage that the score does not reach yet; none at the highest."""
    ahead = [stage for stage in stages if stage.lower_bound > score]
    return min(ahead, key=lambda stage: stage.lower_bound) if ahead else None


def overall_of(sections: Sequence[SectionScore]) -> Fraction:
    """The mean of the section averages."""
    return sum((section.average for section in sections), Fraction()) / len(sections)


def score(sections: Sequence[SectionAnswers], stages: Sequence[StageBound]) -> Score:
    """Scores a complete set of answers. Raises InvalidAnswers."""
    _check(sections)
    scored = tuple(_section_score(section, stages) for section in sections)
    overall = overall_of(scored)
    ahead = next_stage(overall, stages)
    rises = cheapest_rises(sections, ahead.lower_bound - overall) if ahead else ()
    return Score(
        overall=overall,
        stage=stage_of(overall, stages),
        sections=scored,
        points=sum(section.total for section in scored),
        points_possible=sum(section.count for section in scored) * HIGHEST,
        next_stage=ahead.key if ahead else None,
        points_to_next_stage=sum(rise.points for rise in rises) if ahead else None,
        rises=rises,
    )


def cheapest_rises(sections: Sequence[SectionAnswers], missing: Fraction) -> tuple[Rise, ...]:
    """The fewest rises of one point that lift the overall score by at least `missing`.

    One point counts 1 / (sections × statements of its section), so it counts most in the shortest section: those come
    first. Among equals the lowest answers come first, then the questionnaire's order. (Taking the largest gains first
    is the fewest in number, because each point's gain does not depend on the others.)
    """
    candidates = [
        (Fraction(1, len(sections) * len(section.values)), value, key)
        for section in sections
        for key, value in section.values.items()
    ]
    rises = []
    for gain, value, key in sorted(candidates, key=lambda candidate: (-candidate[0], candidate[1])):
        if missing <= 0:
            break
        points = min(HIGHEST - value, -(-missing // gain))
        if points:
            rises.append(Rise(statement=key, value=value, points=points))
            missing -= points * gain
    return tuple(rises)


def _section_score(section: SectionAnswers, stages: Sequence[StageBound]) -> SectionScore:
    total, count = sum(section.values.values()), len(section.values)
    return SectionScore(section.key, total, count, stage_of(Fraction(total, count), stages))


def _check(sections: Sequence[SectionAnswers]) -> None:
    if not sections:
        raise InvalidAnswers("no sections")
    for section in sections:
        if not section.values:
            raise InvalidAnswers(f"{section.key} has no statements")
        for key, value in section.values.items():
            if value not in VALUES or isinstance(value, bool):
                raise InvalidAnswers(f"{key}: {value!r} is not on the scale")
