"""Tests comparisons; the arithmetic stands beside each expected value."""

from fractions import Fraction as F

from assessments.domain.comparison import compare
from assessments.domain.scoring import Score, SectionScore


def part(key: str, stage: str = "stable", **values: int) -> SectionScore:
    return SectionScore(key, sum(values.values()), len(values), stage, values)


def result(overall: F, *sections: SectionScore, stage: str = "stable") -> Score:
    """Returns a score without a next stage, because comparisons do not use it."""
    points, possible = sum(row.total for row in sections), sum(row.count for row in sections) * 5
    return Score(overall, stage, sections, points, possible, None, None, ())


def test_the_same_questions_compare_as_they_are():
    before = result(
        F(3), part("one", a=2, b=4), part("two", c=3, d=3)
    )  # ((2+4)/2 + (3+3)/2) / 2 = 3
    now = result(
        F(7, 2), part("one", "proactive", a=4, b=4), part("two", c=5, d=1), stage="proactive"
    )  # (4 + 3) / 2
    found = compare(before, now)
    assert found.is_alike
    assert found.change == F(1, 2)  # 3.5 − 3
    assert [section.change for section in found.sections] == [F(1), F(0)]  # 8/2 − 6/2, 6/2 − 6/2
    assert [section.moved_stage for section in found.sections] == [True, False]
    assert found.moved_stage
    assert [(row.key, row.change) for row in found.statements] == [
        ("a", 2),
        ("b", 0),
        ("c", 2),
        ("d", -2),
    ]
    assert [row.key for row in found.higher] == ["a", "c"]
    assert [row.key for row in found.lower] == ["d"]
    assert [row.key for row in found.same] == ["b"]


def test_an_added_and_a_removed_statement_leave_a_section_like_for_like():
    before = result(F(14, 5), part("one", a=2, b=3, c=3, d=3, gone=3))  # 14 / 5 = 2.8
    now = result(F(16, 5), part("one", a=3, b=4, c=3, d=3, new=3))  # 16 / 5 = 3.2
    found = compare(before, now)
    section = found.sections[0]
    assert not section.is_alike
    assert not found.is_alike
    assert section.shared.before == F(11, 4)  # (2 + 3 + 3 + 3) / 4 = 2.75
    assert section.shared.now == F(13, 4)  # (3 + 4 + 3 + 3) / 4 = 3.25
    assert section.shared_count == 4
    assert section.change == found.change == F(1, 2)  # 3.25 − 2.75, not 3.2 − 2.8 = 0.4
    assert [row.key for row in found.added] == ["new"]
    assert [row.key for row in found.removed] == ["gone"]
    assert [row.change for row in (*found.added, *found.removed)] == [None, None]


def test_a_new_key_is_no_progress_however_alike_its_wording():
    before = result(F(1), part("one", a=1, reworded=1))
    now = result(
        F(3), part("one", a=1, reworded_2=5)
    )  # (1 + 5) / 2 = 3: the official score rose by 2
    found = compare(before, now)
    assert found.change == 0  # a: 1 − 1
    assert found.higher == ()
    assert [row.key for row in found.statements] == ["a", "reworded_2", "reworded"]


def test_nothing_shared_has_no_change():
    found = compare(result(F(2), part("one", a=2)), result(F(4), part("two", b=4)))
    assert found.change is None
    assert found.shared is None
    assert [(section.key, section.change) for section in found.sections] == [
        ("two", None),
        ("one", None),
    ]
    assert [section.moved_stage for section in found.sections] == [False, False]
    assert [(row.key, row.section, row.is_added, row.is_removed) for row in found.statements] == [
        ("b", "two", True, False),
        ("a", "one", False, True),
    ]


def test_a_statement_that_changed_its_section_is_compared_and_counts_in_no_section():
    before = result(F(3), part("one", a=2, moved=1), part("two", b=4))
    now = result(F(3), part("one", a=3), part("two", b=4, moved=5))
    found = compare(before, now)
    assert {row.key: (row.section, row.change, row.moved_from) for row in found.statements} == {
        "a": ("one", 1, ""),
        "b": ("two", 0, ""),
        "moved": ("two", 4, "one"),
    }
    assert [section.change for section in found.sections] == [
        F(1),
        F(0),
    ]  # a alone: 3 − 2; b alone: 4 − 4
    assert found.change == F(1, 2)  # (3 + 4) / 2 − (2 + 4) / 2 = 3.5 − 3


def test_sorted_by_change_the_largest_comes_first_and_what_was_asked_once_last():
    before = result(F(3), part("one", a=5, b=1, c=3, d=2, gone=3))
    now = result(F(3), part("one", a=1, b=5, c=3, d=3, new=3))
    found = compare(before, now)
    assert [row.key for row in found.by_change] == [
        "a",
        "b",
        "d",
        "c",
        "new",
        "gone",
    ]  # −4, +4, +1, 0, none, none


def test_averages_of_sections_of_unlike_size_are_exact():
    before = result(F(1), part("one", a=1, b=2, c=2), part("two", d=1))
    now = result(F(1), part("one", a=2, b=2, c=2), part("two", d=1, e=5))
    found = compare(before, now)
    assert found.shared.before == (F(5, 3) + 1) / 2  # (1 + 2 + 2) / 3 and 1
    assert found.shared.now == (F(2) + 1) / 2  # (2 + 2 + 2) / 3 and 1
    assert found.change == F(1, 6)  # 3/2 − 4/3
