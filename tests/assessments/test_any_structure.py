"""Tests what is shown of results of any structure against a naive computation, without a database.

Twelve random structures with 200 random runs each: 1 to 12 sections, 1 to 20 statements each, 2 to
8 stages with any bounds. Scores, the way to the next stage, its sentence, workings, changes.
"""

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction as F
from functools import cache
from random import Random

import pytest

from assessments.domain.comparison import compare
from assessments.exports.json import result_data
from assessments.presenters.next_stage import standing_sentence
from assessments.presenters.result import PresentedResult
from assessments.presenters.result import present_result as present
from assessments.presenters.table import overview_rows
from localization.numbers import format_change, format_score
from tests.assessments.structures import (
    Structure,
    random_structure,
    random_values,
    scored,
    stored,
)

RUNS = 200
PUBLISHED = Structure((5, 5, 5, 5), (F(1), F(2), F(3), F(4)))
NUMBER = r"\d+(?:\.\d+)?"


@cache
def structures() -> list[Structure]:
    random = Random(20261126)
    return [random_structure(random) for _ in range(12)]


def mean(values: list[int]) -> F:
    return F(sum(values), len(values))


def overall_of(sections: list[list[int]]) -> F:
    return sum(map(mean, sections), F()) / len(sections)


def stage_of(score: F, bounds: tuple[F, ...]) -> int:
    return max(number for number, bound in enumerate(bounds) if bound <= score)


def fewest_points(sections: list[list[int]], bound: F) -> int:
    """Counts points, each time the one that lifts the score most, until the bound is reached.

    No other order needs fewer: what a point lifts does not depend on the others.
    """
    lifts = [
        F(1, len(sections) * len(values))
        for values in sorted(sections, key=len)
        for value in values
        for _ in range(value, 5)
    ]
    overall, points = overall_of(sections), 0
    while overall < bound:
        overall, points = overall + lifts[points], points + 1
    return points


def exact(figure: str) -> F:
    return F(Decimal(figure))


@cache
def computed(terms: str) -> F:
    """Computes the left side of a working, in fractions."""
    python = re.sub(NUMBER, r"F('\g<0>')", terms).replace("÷", "/")
    return eval(python, {"F": F})  # noqa: S307 only figures and signs


def check_figure(figure: str, score: F, bounds: tuple[F, ...]) -> None:
    """Checks that a figure is the score, cut off; read as a score it is in the same stage."""
    places = len(figure.partition(".")[2])
    assert 0 <= score - exact(figure) < F(1, 10**places)
    assert stage_of(exact(figure), bounds) == stage_of(score, bounds)


def check_working(working: str, figure: str) -> None:
    terms, sign, shown = re.fullmatch(rf"(.+) ([=≈]) ({NUMBER})", working).groups()
    assert shown == figure
    assert (computed(terms) == exact(shown)) == (sign == "=")
    assert 0 <= computed(terms) - exact(shown) < F(1, 100)


def check_sentence(
    shown: PresentedResult, sections: list[list[int]], bounds: tuple[F, ...]
) -> None:
    sentence, overall = shown.standing, format_score(shown.overall, "en", 2)
    in_points = re.match(
        rf"You have (\d+) of (\d+) points(?:; Stage (\d) starts at (\d+), which is ({NUMBER}))?",
        sentence,
    )
    total, count = sum(map(sum, sections)), sum(map(len, sections))
    if in_points:
        points, possible, stage, target, bound = in_points.groups()
        assert (int(points), int(possible)) == (total, count * 5)
        assert overall_of(sections) == F(int(points), count)  # points say the score
        if target:
            assert F(int(target), count) == exact(bound) == bounds[int(stage)]
            assert int(target) - int(points) == shown.result.points_to_next_stage
    else:
        figure, stage, bound = re.match(
            rf"Your score is ({NUMBER})(?:; Stage (\d) starts at ({NUMBER})| of 5)\.", sentence
        ).groups()
        assert figure == overall
        if bound:
            assert exact(figure) < exact(bound) == bounds[int(stage)]
    assert ("fewer statements" in sentence) <= (len(set(map(len, sections))) > 1)
    assert ("This is the highest stage" in sentence) == (shown.next_stage is None)


def check_way(shown: PresentedResult, sections: list[list[int]], bounds: tuple[F, ...]) -> None:
    ahead = [bound for bound in bounds if bound > overall_of(sections)]
    if not ahead:
        assert (shown.next_stage, shown.result.points_to_next_stage, shown.rises) == (
            None,
            None,
            (),
        )
        return
    needed = fewest_points(sections, ahead[0])
    assert shown.next_stage.lower_bound == ahead[0]
    assert shown.result.points_to_next_stage == needed == sum(rise.points for rise in shown.rises)
    raised = {rise[0]: rise for rise in shown.result.rises}
    assert len(raised) == len(shown.rises)
    lifted = [
        [value + raised.get(f"s{section}_{index}", ("", 0, 0))[2] for index, value in enumerate(values, 1)]
        for section, values in enumerate(sections, 1)
    ]  # fmt: skip
    assert max(map(max, lifted)) <= 5
    assert sum(map(sum, lifted)) == sum(map(sum, sections)) + needed
    assert overall_of(lifted) >= ahead[0]
    for section, values in enumerate(sections, 1):
        for index, value in enumerate(values, 1):
            assert raised.get(f"s{section}_{index}", ("", value))[1] == value


@pytest.mark.parametrize("number", range(12))
def test_what_a_result_shows_is_true_and_agrees_with_itself(number):
    random, structure = Random(number), structures()[number]
    content, bounds = structure.content, structure.bounds
    for _ in range(RUNS):
        sections = random_values(random, structure)
        result = stored(content, sections)
        shown = present(result)
        overall = format_score(shown.overall, "en", 2)
        assert shown.overall == overall_of(sections)
        check_figure(overall, overall_of(sections), bounds)
        assert shown.stage.key == f"stage{stage_of(overall_of(sections), bounds)}"
        check_working(shown.working, overall)
        figures = [
            format_score(row.average, "en", shown.score.average_places) for row in shown.sections
        ]
        for row, values, figure in zip(shown.sections, sections, figures, strict=True):
            check_figure(figure, mean(values), bounds)
            assert row.stage.key == f"stage{stage_of(mean(values), bounds)}"
            check_working(row.working, figure)
        assert [row["average"] for row in result_data(result)["sections"]] == figures
        assert result_data(result)["overall"] == overall
        check_sentence(shown, sections, bounds)
        check_way(shown, sections, bounds)
        [cells] = overview_rows([result])
        assert list(map(str, cells[3:])) == [overall, shown.stage.name.value, *figures]


@pytest.mark.parametrize("number", range(12))
def test_a_change_is_the_difference_of_what_is_shown(number):
    random, structure = Random(number), structures()[number]
    other = structures()[(number + 1) % 12]
    for run in range(RUNS):
        before_structure = structure if run % 2 else other
        olds, news = random_values(random, before_structure), random_values(random, structure)
        if run % 4 == 1:  # one answer alone
            news = [list(values) for values in olds]
            values = random.choice(news)
            values[0] = values[0] % 5 + 1
        found = compare(scored(before_structure.content, olds), scored(structure.content, news))
        shared = [
            (old[: len(new)], new[: len(old)]) for old, new in zip(olds, news, strict=False)
        ]  # the keys of shared places are the same
        pair = (overall_of([old for old, _ in shared]), overall_of([new for _, new in shared]))
        assert (found.compared.before, found.compared.now) == pair
        check_change(*pair, 2)
        for section, (old, new) in zip(found.sections, shared, strict=False):
            averages = (mean(old), mean(new))
            assert (section.shared.before, section.shared.now) == averages
            check_change(*averages, found.average_places if section.is_alike else 2)


def check_change(before: F, now: F, places: int) -> None:
    text = format_change(before, now, "en", places).replace("−", "-")
    difference = exact(format_score(now, "en", places)) - exact(format_score(before, "en", places))
    if "<" in text:
        assert difference == 0
        assert 0 < abs(now - before) < F(1, 10**places) == exact(text[2:])
        assert (text[0] == "+") == (now > before)
    else:
        assert exact(text) == difference
        assert (difference > 0) == (now > before)
        assert (difference < 0) == (now < before)


def test_the_random_structures_meet_what_they_are_for():
    """Shows that the tests above say something: every kind of sentence and working occurs."""
    random = Random(1)
    kinds: Counter[str] = Counter()
    for structure in [*structures(), PUBLISHED]:
        content = structure.content
        for _ in range(40):
            shown = present(stored(content, random_values(random, structure)))
            kinds[re.sub(NUMBER, "n", shown.standing)[:13]] += 1
            kinds["more"] += "fewer statements" in shown.standing
            kinds["≈"] += "≈" in shown.working
            kinds["="] += "=" in shown.working
    assert all(kinds[kind] for kind in ("You have n of", "Your score is", "more", "≈", "="))


def test_the_published_structure_says_what_it_always_said():
    totals = [[5, 5, 5, 4, 4], [4, 3, 3, 3, 3], [4, 4, 4, 4, 3], [3, 4, 2, 2, 2]]
    shown = present(stored(PUBLISHED.content, totals))
    assert shown.standing == (
        "You have 71 of 100 points; Stage 3 starts at 80, which is 4.00. "
        "The quickest way to get there is to improve these statements:"
    )
    assert [row.working for row in shown.sections] == [
        "23 ÷ 5 = 4.6", "16 ÷ 5 = 3.2", "19 ÷ 5 = 3.8", "13 ÷ 5 = 2.6",
    ]  # fmt: skip
    assert shown.working == "14.2 ÷ 4 = 3.55"
    assert not shown.is_rounded
    best = present(stored(PUBLISHED.content, [[5] * 5] * 4))
    assert best.standing.startswith(
        "You have 100 of 100 points. This is the highest stage this one"
    )


def test_a_bound_between_two_points_is_not_said_to_be_a_number_of_points():
    # One section of 5: 16 points are 3.2; a stage from 3.33 takes 17 points, which is 3.4
    structure = Structure((5,), (F(1), F(333, 100)))
    result = stored(structure.content, [[4, 3, 3, 3, 3]])
    assert result.score.points_to_next_stage == 1
    assert standing_sentence(result.score, structure.content.stages[1]) == (
        "Your score is 3.20; Stage 1 starts at 3.33. The quickest way to get there is to improve these statements:"
    )
