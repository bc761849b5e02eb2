import itertools
from fractions import Fraction as F
from random import Random

import pytest

from assessments.charts.dots import dots
from assessments.charts.scale import StageLabel, bar, narrow_scale, steps, wide_scale
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
    assert bar(F(1), [F(1), F(2), F(3), F(4)]).gaps == ("100", "200", "300")


def test_the_mark_stands_at_the_score():
    assert wide_scale(F(355, 100), LABELS).mark_x == "459"  # (3.55 - 1) / 4 × 720
    assert narrow_scale(F(355, 100), LABELS).mark_y == "67.8"  # 180 - 2.55 / 4 × 176


def test_stages_touch_neither_each_other_nor_leave_the_scale():
    bands = wide_scale(F(3), LABELS).bands
    assert [(band.x, band.width) for band in bands] == [
        ("0", "178"),
        ("182", "176"),
        ("362", "176"),
        ("542", "178"),
    ]
    assert [band.current for band in bands] == [False, False, True, False]


def test_steps_are_filled_up_to_the_stage():
    assert [step.reached for step in steps(["r", "s", "p"], "s")] == [True, True, False]


def test_the_score_before_is_a_tick_and_a_ring():
    assert bar(F(3), [], F(2)).before == "100"  # (2 - 1) / 4 × 400
    assert wide_scale(F(3), LABELS, F(2)).before_x == "180"  # (2 - 1) / 4 × 720
    assert narrow_scale(F(3), LABELS, F(2)).before_y == "136"  # 180 - 1 / 4 × 176
    assert wide_scale(F(3), LABELS).before_x == bar(F(3), []).before == ""


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


def test_the_figure_of_a_scale_stays_above_it():
    figures = [wide_scale(F(score), LABELS).figure_x for score in (1, 3, 5)]
    assert figures == ["23", "360", "697"]  # half its width from the ends, 0 and 720


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
    wide, narrow = wide_scale(F(3), LABELS), narrow_scale(F(3), LABELS)
    assert (wide.height, narrow.height) == (110, 184)
    assert [band.text_x for band in wide.bands] == ["0", "182", "362", "542"]
    assert {(band.name_y, band.bound_y) for band in wide.bands} == {("84", "105")}
    # 180 − the end of each: 42, 86, 130 and 176; 18 and 36 below
    assert [(band.y, band.name_y, band.bound_y) for band in narrow.bands] == [
        ("138", "156", "174"),
        ("94", "112", "130"),
        ("50", "68", "86"),
        ("4", "22", "40"),
    ]
    trend = wide_trend(labels(1, 2), LABELS)
    # bottom 306 and 68.5 a point: the middles of the bands, and 5 below
    assert [band.name_y for band in trend.bands] == ["276.75", "208.25", "139.75", "71.25"]
    assert [line.text_y for line in trend.lines] == ["311", "242.5", "174", "105.5", "37"]


def test_no_stage_covers_another_whatever_the_bounds():
    random = Random(20261126)
    for _ in range(200):
        bounds = random_structure(random).bounds
        stages = [StageLabel("Scalable", bound, bound == 1) for bound in bounds]
        wide, narrow = wide_scale(F(1), stages), narrow_scale(F(1), stages)
        for band in (*wide.bands, *narrow.bands):
            assert min(float(band.width), float(band.height)) >= 0
        assert all(float(band.text_x) <= 720 - 120 for band in wide.bands)
        assert all(float(band.bound_y) <= wide.height for band in wide.bands)
        by_row = sorted((float(band.name_y), float(band.text_x)) for band in wide.bands)
        for (row, start), (other, following) in itertools.pairwise(by_row):
            assert row != other or following - start >= 120
        assert_apart([band.name_y for band in reversed(narrow.bands)], 40, narrow.height - 22)
        for draw in (wide_trend, narrow_trend):
            trend = draw(labels(1, 2), stages)
            assert_apart([band.name_y for band in reversed(trend.bands)], 14.9, trend.frame.height)
            assert_apart([line.text_y for line in reversed(trend.lines)], 14.9, trend.frame.height)


def assert_apart(places: list[str], distance: float, last: float) -> None:
    figures = [float(place) for place in places]
    steps = itertools.pairwise(figures)
    assert all(following - place >= distance - 0.02 for place, following in steps), places
    assert figures[0] > 0
    assert figures[-1] <= last
