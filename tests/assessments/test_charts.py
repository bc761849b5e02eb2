import itertools
from fractions import Fraction as F
from random import Random

import pytest

from assessments.charts.dots import dots
from assessments.charts.scale import NARROW, WIDE, StageLabel, Word, bar, scale
from assessments.charts.spark import spark
from assessments.charts.trend import TrendLabel, narrow_trend, wide_trend
from tests.assessments.structures import random_structure

LABELS = [
    StageLabel(name, F(bound), bound == 3)
    for bound, name in enumerate(["R", "S", "P", "C"], start=1)
]


def test_a_bar_starts_at_one():
    assert bar(F(1), [F(1), F(2)]).length == "0"
    assert bar(F(5), []).length == "400"
    assert bar(F(46, 10), [F(1), F(2), F(3), F(4)]).length == "360"  # (4.6 - 1) / 4 × 400
    assert bar(F(1), [F(1), F(2), F(3), F(4)]).gaps == "M100 5v10 M200 5v10 M300 5v10"


def test_the_mark_stands_at_the_score():
    assert scale(F(355, 100), LABELS).mark_x == "63.75%"  # (3.55 - 1) / 4


def test_stages_touch_neither_each_other_nor_leave_the_scale():
    bands = scale(F(3), LABELS).bands
    assert [(band.x, band.width) for band in bands] == [
        ("0%", "24.7%"),
        ("25.3%", "24.4%"),
        ("50.3%", "24.4%"),
        ("75.3%", "24.7%"),
    ]
    assert [band.current for band in bands] == [False, False, True, False]


def test_the_score_before_is_a_tick_and_a_ring():
    assert bar(F(3), [], F(2)).before == "100"  # (2 - 1) / 4 × 400
    assert scale(F(3), LABELS, F(2)).before_x == "25%"  # (2 - 1) / 4
    assert scale(F(3), LABELS).before_x == bar(F(3), []).before == ""


def test_dots_stand_at_their_scores():
    both = dots(1, 5)
    assert (both.before, both.now) == ("10", "190")
    assert both.ticks == ("10", "55", "100", "145", "190")
    assert both.moved
    assert dots(F(3), 3).same
    assert not dots(None, 3).moved
    assert dots(2, None).now == ""


def labels(*scores, version=1) -> list[TrendLabel]:
    return [TrendLabel(F(score), f"Q{number}", version) for number, score in enumerate(scores)]


def test_a_trend_rises_from_the_bottom_line():
    trend = wide_trend(labels(1, 3, 5), LABELS)
    # left 40 + margin 40 to right 656 - margin 40; bottom 306, top 32, so 3 is halfway: 306 - 137
    assert trend.path == "M80 306 L348 169 L616 32"
    assert trend.dots == "M80 306h0 M348 169h0"
    assert trend.last.x == "616"
    assert [band.current for band in trend.bands] == [False, False, True, False]
    assert trend.grid.count("M") == 5  # four bounds and the top


@pytest.mark.parametrize(
    ("scores", "below"),
    [
        ((1, 3, 5), [True, False, False]),
        ((3, 1, 2), [False, True, False]),
        ((5, 3, 1), [False, False, True]),
        ((2, 2, 3), [False, True, False]),
        ((2, 2), [False, False]),
    ],
)
def test_a_figure_stands_where_its_line_does_not_cross_it(scores, below):
    points = wide_trend(labels(*scores), LABELS).points
    assert [float(point.figure_y) > float(point.y) for point in points] == below


@pytest.mark.parametrize("draw", [wide_trend, narrow_trend])
def test_every_figure_of_a_trend_has_room(draw):
    trend = draw(labels(1, 5), LABELS)
    low, high = (float(point.figure_y) for point in trend.points)
    assert high >= 17  # the height of its letters
    assert low + 14 <= trend.day_y  # and of the days below it


def test_the_mark_of_a_scale_keeps_inside_it():
    assert [scale(F(score), LABELS).mark_x for score in (1, 3, 5)] == ["0%", "50%", "100%"]


def test_labels_do_not_overlap():
    many = wide_trend(labels(*[2] * 40), LABELS)
    assert len(many.figures) < 10
    assert len(many.days) < 6
    assert {point.day for point in many.days} >= {"Q0"}
    assert len(narrow_trend(labels(*[2] * 40), LABELS).days) <= 2


def test_a_new_version_is_marked_in_the_chart():
    trend = wide_trend([*labels(1, 2), *labels(3, version=2)], LABELS)
    assert [(seam.x, seam.version) for seam in trend.seams] == [("482", 2)]  # between 348 and 616


def test_a_spark_is_broken_where_a_score_is_missing():
    chart = spark([F(1), None, F(3), F(5)], [F(1), F(3)])
    assert chart.path == "M0 48 M133.33 24 L200 0"
    assert chart.gaps == "M0 24H200"


def test_four_even_stages_stand_where_they_always_did():
    drawn = scale(F(3), LABELS)
    assert drawn.height == 59
    places = [(band.bound_place, band.name_place) for band in drawn.bands]
    assert [(bound.x, name.x) for bound, name in places] == [
        (x, x) for x in ("0%", "25.3%", "50.3%", "75.3%")
    ]
    assert {(bound.y, name.y) for bound, name in places} == {(37, 55)}
    trend = wide_trend(labels(1, 2), LABELS)
    # bottom 306 and 68.5 a point: the middles of the bands, and 5 below
    assert [band.name_y for band in trend.bands] == ["276.75", "208.25", "139.75", "71.25"]
    assert [line.text_y for line in trend.lines] == ["311", "242.5", "174", "105.5", "37"]


def test_no_stage_covers_another_whatever_the_bounds():
    random = Random(20261126)
    for _ in range(200):
        bounds = random_structure(random).bounds
        stages = [StageLabel("Scalable", bound, bound == 1) for bound in bounds]
        drawn = scale(F(1), stages)
        assert all(float(band.width.rstrip("%")) >= 0 for band in drawn.bands)
        assert_room([band.bound_place for band in drawn.bands], NARROW, 34, drawn.height)
        assert_room([band.name_place for band in drawn.bands], WIDE, 60, drawn.height)
        for draw in (wide_trend, narrow_trend):
            trend = draw(labels(1, 2), stages)
            assert_apart([band.name_y for band in reversed(trend.bands)], 14.9, trend.frame.height)
            assert_apart([line.text_y for line in reversed(trend.lines)], 14.9, trend.frame.height)


def assert_room(places: list[Word], room: int, width: int, height: int) -> None:
    """Asserts that words of this width keep apart and inside, on a scale of this width."""
    starts = [
        room - width if place.anchor == "end" else room * float(place.x.rstrip("%")) / 100
        for place in places
    ]
    assert max(starts) + width <= room + 12  # within the margin of the page
    assert max(place.y for place in places) < height
    by_row = sorted(zip((place.y for place in places), starts, strict=True))
    for (row, start), (other, following) in itertools.pairwise(by_row):
        assert row != other or following - start >= width


def test_the_current_name_keeps_inside_a_narrow_page():
    stages = [StageLabel("Réactivité", F(1), False), StageLabel("Évolutivité", F(4), True)]
    current = scale(F(5), stages).bands[1].name_place
    assert (current.x, current.anchor) == ("100%", "end")  # 75.3% of 288, and 11 letters of 8.32


def assert_apart(places: list[str], distance: float, last: float) -> None:
    figures = [float(place) for place in places]
    steps = itertools.pairwise(figures)
    assert all(following - place >= distance - 0.02 for place, following in steps), places
    assert figures[0] > 0
    assert figures[-1] <= last
