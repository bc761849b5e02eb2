"""Computes scores, stages and the way to the next stage from answers.

Everything is exact: integers and fractions. The section total is the sum of its values; its
average is the total divided by the number of statements; the overall score is the mean of the
averages. Totals 23, 16, 19 and 13 of five statements each give 4.6, 3.2, 3.8, 2.6 and 3.55. A
score is never rounded before it is compared with the lower bound of a stage.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.domain.figures import average_places
from assessments.domain.scale import HIGHEST, VALUES

SCORING_VERSION = 1
"""Stored with every result. Raise it when a rule of this module changes: a stored result keeps its
version and is never computed again."""


@dataclass(frozen=True)
class StageBound:
    """Holds the key of a stage and the lowest score that reaches it, 1 to 5."""

    key: str
    lower_bound: Fraction


@dataclass(frozen=True)
class SectionAnswers:
    """Holds the values (1 to 5) of one section by statement key, in the questionnaire's order."""

    key: str
    values: Mapping[str, int]


@dataclass(frozen=True)
class SectionScore:
    """Holds what one section scored: total, number of statements, stage and the values scored."""

    key: str
    total: int
    count: int
    stage: str
    values: Mapping[str, int]
    """By statement key, 1 to 5."""

    @property
    def average(self) -> Fraction:
        """Computes the mean of the values, 1 to 5."""
        return Fraction(self.total, self.count)


@dataclass(frozen=True)
class Rise:
    """Represents a statement to raise on the way to the next stage: its value and the points."""

    statement: str
    value: int
    points: int


@dataclass(frozen=True)
class Score:
    """Holds what one set of answers scored, computed now or stored earlier."""

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

    @property
    def average_places(self) -> int:
        """Returns the decimals that the section averages are shown with, 1 or 2."""
        return average_places(section.average for section in self.sections)

    @property
    def has_equal_sections(self) -> bool:
        """Tells whether every section has as many statements, so that a point counts alike."""
        return len({section.count for section in self.sections}) == 1

    @property
    def next_stage_points(self) -> int | None:
        """Computes the points at which the next stage begins; None at the highest stage.

        None, too, where no number of points does: where a point counts more in one section than
        in another.
        """
        if self.points_to_next_stage is None or not self.has_equal_sections:
            return None
        return self.points + self.points_to_next_stage


class InvalidAnswers(ValueError):
    """Reports that there are no answers, a section has no statements, or a value is not 1 to 5."""


def reached_stage(score: Fraction, stages: Sequence[StageBound]) -> str:
    """Returns the key of the stage with the highest lower bound that the score reaches.

    Raises InvalidAnswers where the score lies below every stage.
    """
    reached = [stage for stage in stages if stage.lower_bound <= score]
    if not reached:
        raise InvalidAnswers(f"{score} lies below every stage")
    return max(reached, key=lambda stage: stage.lower_bound).key


def next_stage(score: Fraction, stages: Sequence[StageBound]) -> StageBound | None:
    """Returns the lowest stage that the score does not reach; None at the highest stage."""
    ahead = [stage for stage in stages if stage.lower_bound > score]
    return min(ahead, key=lambda stage: stage.lower_bound) if ahead else None


def compute_overall(sections: Sequence[SectionScore]) -> Fraction:
    """Computes the mean of the section averages, 1 to 5."""
    return sum((section.average for section in sections), Fraction()) / len(sections)


def score(sections: Sequence[SectionAnswers], stages: Sequence[StageBound]) -> Score:
    """Computes the score of a complete set of answers. Raises InvalidAnswers."""
    _check(sections)
    scored = tuple(_section_score(section, stages) for section in sections)
    overall = compute_overall(scored)
    ahead = next_stage(overall, stages)
    rises = cheapest_rises(sections, ahead.lower_bound - overall) if ahead else ()
    return Score(
        overall=overall,
        stage=reached_stage(overall, stages),
        sections=scored,
        points=sum(section.total for section in scored),
        points_possible=sum(section.count for section in scored) * HIGHEST,
        next_stage=ahead.key if ahead else None,
        points_to_next_stage=sum(rise.points for rise in rises) if ahead else None,
        rises=rises,
    )


def cheapest_rises(sections: Sequence[SectionAnswers], missing: Fraction) -> tuple[Rise, ...]:
    """Computes the fewest one-point rises that lift the overall score by at least `missing`.

    One point gains 1 / (sections × statements of its section), most in the shortest section: its
    statements come first. Among equals the lowest answers come first, then the questionnaire's
    order. Taking the largest gains first needs the fewest points, because the gain of a point does
    not depend on the others.
    """
    candidates = [
        (len(section.values), value, key)
        for section in sections
        for key, value in section.values.items()
    ]
    rises = []
    for count, value, key in sorted(candidates, key=lambda candidate: candidate[:2]):
        if missing <= 0:
            break
        gain = Fraction(1, len(sections) * count)
        points = min(HIGHEST - value, -(-missing // gain))
        if points:
            rises.append(Rise(statement=key, value=value, points=points))
            missing -= points * gain
    return tuple(rises)


def _section_score(section: SectionAnswers, stages: Sequence[StageBound]) -> SectionScore:
    total, count = sum(section.values.values()), len(section.values)
    stage = reached_stage(Fraction(total, count), stages)
    return SectionScore(section.key, total, count, stage, section.values)


def _check(sections: Sequence[SectionAnswers]) -> None:
    if not sections:
        raise InvalidAnswers("no sections")
    for section in sections:
        if not section.values:
            raise InvalidAnswers(f"{section.key} has no statements")
        for key, value in section.values.items():
            if value not in VALUES or isinstance(value, bool):
                raise InvalidAnswers(f"{key}: {value!r} is not on the scale")
