from fractions import Fraction as F

from assessments.charts import StageLabel, bar, narrow_scale, steps, wide_scale

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
