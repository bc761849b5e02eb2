"""Tests scoring; the arithmetic stands beside each expected value."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.scoring import (
    InvalidAnswers,
    SectionAnswers,
    StageBound,
    next_stage,
    reached_stage,
    score,
)

STAGES = [
    StageBound("reactive", F(1)),
    StageBound("stable", F(2)),
    StageBound("proactive", F(3)),
    StageBound("scalable", F(4)),
]


def section(key: str, *values: int) -> SectionAnswers:
    return SectionAnswers(
        key, {f"{key}{number}": value for number, value in enumerate(values, start=1)}
    )


def with_total(key: str, total: int, count: int = 5) -> SectionAnswers:
    """Returns a section of `count` statements whose values add up to `total`."""
    low, high = divmod(total - count, 4)
    values = [5] * low + ([1 + high] if low < count else [])
    return section(key, *(values + [1] * (count - len(values))))


def four(*totals: int) -> list[SectionAnswers]:
    return [with_total(key, total) for key, total in zip("abcd", totals, strict=True)]


def test_worked_example():
    scored = score(four(23, 16, 19, 13), STAGES)
    assert [part.average for part in scored.sections] == [
        F(23, 5),
        F(16, 5),
        F(19, 5),
        F(13, 5),
    ]  # 4.6 3.2 3.8 2.6
    assert scored.overall == F(355, 100)  # (4.6 + 3.2 + 3.8 + 2.6) / 4 = 14.2 / 4
    assert scored.stage == "proactive"
    assert [part.stage for part in scored.sections] == [
        "scalable",
        "proactive",
        "proactive",
        "stable",
    ]
    assert (scored.points, scored.points_possible) == (71, 100)  # 23 + 16 + 19 + 13
    assert (scored.next_stage, scored.points_to_next_stage) == ("scalable", 9)  # 80 - 71


@pytest.mark.parametrize("total", range(5, 26))
def test_every_section_total_has_its_stage(total):
    # 5-9 points are 1.0-1.8, 10-14 are 2.0-2.8, 15-19 are 3.0-3.8, 20-25 are 4.0-5.0
    expected = (
        "reactive"
        if total < 10
        else "stable"
        if total < 15
        else "proactive"
        if total < 20
        else "scalable"
    )
    scored = score([with_total("a", total)], STAGES)
    assert scored.sections[0].stage == expected
    assert scored.sections[0].average == F(total, 5)


@pytest.mark.parametrize("points", range(20, 101))
def test_every_overall_total_has_its_stage(points):
    # 20 statements: points / 20. 39 points are 1.95, still Reactive; 40 are 2.00; 59 are 2.95, 60 are 3.00; 79, 80.
    totals = [points // 4 + (1 if index < points % 4 else 0) for index in range(4)]
    scored = score(four(*totals), STAGES)
    expected = (
        "reactive"
        if points < 40
        else "stable"
        if points < 60
        else "proactive"
        if points < 80
        else "scalable"
    )
    assert scored.points == points
    assert scored.overall == F(points, 20)
    assert scored.stage == expected
    target = 40 if points < 40 else 60 if points < 60 else 80 if points < 80 else None
    assert scored.points_to_next_stage == (target - points if target else None)
    assert sum(rise.points for rise in scored.rises) == (target - points if target else 0)


def test_cheapest_statements_are_the_lowest_first_then_by_order():
    # 4.6 + 3.2 + 3.8 + 2.6: the three twos of the last section have room for 3 each: 3 + 3 + 3 = 9
    answers = [
        section("a", 5, 5, 5, 4, 4),
        section("b", 4, 3, 3, 3, 3),
        section("c", 4, 4, 4, 4, 3),
        section("d", 3, 4, 2, 2, 2),
    ]
    rises = score(answers, STAGES).rises
    assert [(rise.statement, rise.value, rise.points) for rise in rises] == [
        ("d3", 2, 3),
        ("d4", 2, 3),
        ("d5", 2, 3),
    ]


def test_ties_go_by_order_and_the_last_rise_is_no_larger_than_needed():
    # All threes: 60 points, 20 to go: ten statements to 5, two points each.
    rises = score(four(15, 15, 15, 15), STAGES).rises
    assert sum(rise.points for rise in rises) == 20
    # 78 points: two to go, on the first lowest statement alone.
    answers = [
        section("a", 5, 5, 5, 5, 5),
        section("b", 5, 5, 5, 5, 5),
        section("c", 5, 5, 1, 1, 1),
        section("d", 5, 5, 1, 2, 2),
    ]
    scored = score(answers, STAGES)
    assert scored.points == 25 + 25 + 13 + 15  # 78
    assert [(rise.statement, rise.points) for rise in scored.rises] == [("c3", 2)]


def test_a_point_in_a_shorter_section_counts_more():
    # Two sections, 2 and 4 statements, all ones: overall 1. To 2 is 1 more; a point counts 1/(2·2) or 1/(2·4).
    # Four points of the short section give 4 × 1/4 = 1: enough, where the long one would need eight.
    scored = score([section("long", 1, 1, 1, 1), section("short", 1, 1)], STAGES)
    assert scored.points_to_next_stage == 4
    assert [rise.statement for rise in scored.rises] == ["short1"]  # 1 → 5
    assert scored.rises[0].points == 4


def test_sections_of_three_are_exact():
    # 5 / 3 = 1.666…, (1.666… + 2.333…) / 2 = 2 exactly: floating point would miss the bound
    scored = score([section("a", 1, 2, 2), section("b", 2, 2, 3)], STAGES)
    assert scored.overall == 2
    assert scored.stage == "stable"


def test_highest_stage_has_no_next():
    scored = score(four(25, 25, 25, 25), STAGES)
    assert (scored.next_stage, scored.points_to_next_stage, scored.rises) == (None, None, ())


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [SectionAnswers("a", {})],
        [section("a", 0)],
        [section("a", 6)],
        [SectionAnswers("a", {"x": True})],
    ],
    ids=["no sections", "no statements", "zero", "six", "not a number"],
)
def test_what_cannot_be_scored_is_refused(answers):
    with pytest.raises(InvalidAnswers):
        score(answers, STAGES)


def test_a_score_below_every_stage_is_refused():
    with pytest.raises(InvalidAnswers):
        reached_stage(F(1, 2), STAGES)


# A second, naive implementation: one point at a time, every possibility tried.


def naive_overall(sections: list[list[int]]) -> F:
    averages = [F(sum(values), len(values)) for values in sections]
    return F(sum(averages), 1) / len(averages)


def naive_stage(overall: F) -> str:
    stage = "reactive"
    for bound, key in ((2, "stable"), (3, "proactive"), (4, "scalable")):
        if overall >= bound:
            stage = key
    return stage


def naive_points(sections: list[list[int]], bound: int) -> int:
    """Computes by breadth-first search how many points are needed to reach `bound`."""
    room = [5 * len(values) - sum(values) for values in sections]
    front = {tuple([0] * len(sections))}
    for points in range(sum(room) + 1):
        for added in front:
            lifted = sum(
                F(sum(values) + more, len(values))
                for values, more in zip(sections, added, strict=True)
            )
            if lifted / len(sections) >= bound:
                return points
        front = {
            tuple(more + (index == where) for index, more in enumerate(added))
            for added in front
            for where in range(len(sections))
            if added[where] < room[where]
        }
    raise AssertionError("the bound cannot be reached")


values = st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=6), min_size=1, max_size=3)


@given(values)
def test_against_the_naive_implementation(rows):
    scored = score([section(f"s{number}_", *row) for number, row in enumerate(rows)], STAGES)
    overall = naive_overall(rows)
    assert scored.overall == overall
    assert scored.stage == naive_stage(overall)
    bound = next((bound for bound in (2, 3, 4) if overall < bound), None)
    assert scored.points_to_next_stage == (naive_points(rows, bound) if bound else None)


@given(values)
def test_the_rises_reach_the_next_stage_and_one_point_less_does_not(rows):
    answers = [section(f"s{number}_", *row) for number, row in enumerate(rows)]
    scored = score(answers, STAGES)
    ahead = next_stage(scored.overall, STAGES)
    if ahead is None:
        return
    points = {rise.statement: rise.points for rise in scored.rises}
    lifted = [
        [value + points.get(key, 0) for key, value in part.values.items()] for part in answers
    ]
    assert all(value <= 5 for row in lifted for value in row)
    assert naive_overall(lifted) >= ahead.lower_bound


@given(st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=5), min_size=4, max_size=4))
def test_with_five_statements_the_overall_score_is_exact_at_two_decimals(rows):
    overall = score(
        [section(f"s{number}_", *row) for number, row in enumerate(rows)], STAGES
    ).overall
    assert overall * 20 == int(overall * 20)  # steps of 0.05
