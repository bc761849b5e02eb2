from fractions import Fraction as F

from assessments.charts import StageLabel, bar, narrow_scale, steps, wide_scale

LABELS = [
    StageLabel(name, f"from {bound}", F(bound), bound == 3)
    for bound, name in enumerate(["R", "S", "P", "C"], start=1)
]


def test_a_bar_starts_at_one():
    assert bar(F(1), [F(1), F(2)]).length == "0"
    assert bar(F(5), []).length == "400"
    assert bar(F(46, 10), [F(1), F(2), F(3), F(4)]).length == "360"  # (4.6 - 1) / 4 × 400
    assert bar(F(1), [F(1), F(2), F(3), F(4)]).gaps == "M100 5v10M200 5v10M300 5v10"


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
    drawn = steps(["r", "s", "p"], "s")
    assert drawn.reached == "M0 12v-4h5.5V12zM9.33 12v-8h5.5V12z"  # a third, two thirds of 12
    assert drawn.ahead == "M18.67 12v-12h5.5V12z"
