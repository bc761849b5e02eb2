"""Tests that charts agree with the figures: the zones, and the marked zone of the value."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.charts.band import LEFT, RIGHT, band, growth_band
from kpis.charts.history import PlotValue, PlotWords, history_plot
from kpis.charts.spark import spark
from kpis.domain.default_bounds import DEFAULT_BOUNDS
from kpis.domain.enums import KpiKey, Unit

BOUNDS = {bounds.key: bounds for bounds in DEFAULT_BOUNDS}
THICKNESS = {12: "on_target", 8: "warning", 4: "off_target"}


def zones_of(drawn) -> list[str]:
    return [THICKNESS[zone.height] for zone in drawn.zones]


@pytest.mark.parametrize(
    ("key", "value", "status", "colour"),
    [
        (KpiKey.SLA_ADHERENCE, 92, "warning", "c-warn"),
        (KpiKey.SLA_ADHERENCE, 95, "on_target", "c-good"),
        (KpiKey.CSAT, 10, "off_target", "c-bad"),
        (KpiKey.EMPLOYEE_TURNOVER, 20, "warning", "c-warn"),
        (KpiKey.TICKETS_PER_ENDPOINT, 40, "off_target", "c-bad"),
        (KpiKey.MRR, 80, "on_target", "c-good"),
        (KpiKey.CLTV, -1, "off_target", "c-bad"),
    ],
)
def test_only_the_zone_of_the_value_is_coloured(key, value, status, colour):
    drawn = band(BOUNDS[key], Fraction(value), status, Unit.PERCENT)
    coloured = [zone for zone in drawn.zones if zone.colour != "c-zone"]
    assert [zone.colour for zone in coloured] == [colour]
    assert THICKNESS[coloured[0].height] == status


def test_the_better_zone_is_where_the_values_are_better():
    higher = band(BOUNDS[KpiKey.CSAT], Fraction(80), "warning", Unit.PERCENT)
    lower = band(BOUNDS[KpiKey.CHURN_RATE], Fraction(7), "warning", Unit.PERCENT)
    assert zones_of(higher) == ["off_target", "warning", "on_target"]
    assert zones_of(lower) == ["on_target", "warning", "off_target"]


def test_the_zones_fill_the_scale():
    for key, bounds in BOUNDS.items():
        drawn = band(bounds, Fraction(1), "warning", Unit.NUMBER)
        first, last = drawn.zones[0], drawn.zones[-1]
        assert float(first.x) == LEFT, key
        assert float(last.x) + float(last.width) == pytest.approx(RIGHT, abs=0.02), key


def test_a_value_beyond_the_scale_is_pointed_at_sideways():
    inside = band(BOUNDS[KpiKey.CHURN_RATE], Fraction(7), "warning", Unit.PERCENT).pointer
    beyond = band(BOUNDS[KpiKey.CHURN_RATE], Fraction(99), "off_target", Unit.PERCENT).pointer
    assert "h12" in inside
    assert "v12" in beyond


@pytest.mark.parametrize("target", [Decimal(0), Decimal("0.0001"), Decimal(10**12)])
def test_any_bounds_that_staff_may_enter_can_be_drawn(target):
    for bounds in DEFAULT_BOUNDS:
        odd = replace(bounds, on_target=target, warning=bounds.warning and target)
        assert band(odd, Fraction(1), "off_target", Unit.PERCENT).zones


def test_a_small_line_rises_with_its_values_and_breaks_at_gaps():
    drawn = spark([Fraction(1), None, Fraction(2), Fraction(3)])
    assert drawn.path == "M6 26 M78 16 L114 6"
    assert (drawn.x, drawn.y) == ("114", "6")


@pytest.mark.parametrize("values", [[], [Fraction(1)], [None, Fraction(1)], [Fraction(1), None]])
def test_no_line_without_two_values_or_a_last_one(values):
    assert spark(values) is None


def test_an_unchanged_value_is_a_level_line():
    assert spark([Fraction(5), Fraction(5)]).path == "M6 16 L114 16"


WORDS = PlotWords(
    zones={"on_target": "On target", "warning": "Warning", "off_target": "Off target"},
    edges={Fraction(90): "90%", Fraction(75): "75%"},
    target="Your target",
)


def plot(values, target=None, bounds=BOUNDS[KpiKey.CSAT]):
    rows = [
        PlotValue(
            month, None if value is None else Fraction(value), f"{value}%", f"M{month}", series
        )
        for month, value, series in values
    ]
    return history_plot(rows, WORDS, bounds=bounds, target=target, is_percent=True)


def test_a_history_is_placed_by_its_months():
    drawn = plot([(0, 80, ""), (3, 85, ""), (12, 90, "")])
    assert [point.x for point in drawn.points] == ["4", "27", "96"]
    assert [point.is_end for point in drawn.points] == [True, False, True]


def test_a_history_breaks_at_gaps_and_between_series():
    assert len(plot([(0, 80, ""), (3, None, ""), (6, 85, ""), (9, 86, "")]).lines) == 1
    assert len(plot([(0, 1, "a"), (3, 2, "a"), (6, 3, "b"), (9, 4, "b")]).lines) == 2
    assert plot([(0, None, "")]) is None


@given(
    st.lists(st.none() | st.fractions(-1000, 10**9), min_size=1, max_size=30),
    st.none() | st.fractions(0, 10**6),
    st.sampled_from([None, *DEFAULT_BOUNDS]),
)
def test_every_history_is_within_its_chart_and_in_its_zone(values, target, bounds):
    edges = {Fraction(each) for each in (90, 75)}
    if bounds:
        edges = {Fraction(bounds.on_target), Fraction(bounds.warning or bounds.on_target)}
    words = replace(WORDS, edges=dict.fromkeys(edges, "x"))
    rows = [PlotValue(month, value, "x", "p") for month, value in enumerate(values)]
    drawn = history_plot(rows, words, bounds=bounds, target=target, is_percent=False)
    known = [value for value in values if value is not None]
    if not known:
        assert drawn is None
        return
    assert all(0 <= float(point.y) <= drawn.bottom for point in drawn.points)
    heights = [float(point.y) for point in drawn.points]
    for one, other in pairwise(range(len(known))):
        if known[one] > known[other]:
            assert heights[one] <= heights[other]
    assert sum(float(area.height) for area in drawn.areas) == pytest.approx(
        drawn.bottom + 4, abs=0.1
    )
    places = [float(word.y) for word in drawn.words]
    assert all(other - one >= 14.9 for one, other in pairwise(places))


def test_growth_is_drawn_on_its_side_of_zero():
    up, down = growth_band(Fraction(5)), growth_band(Fraction(-5))
    assert [zone.colour for zone in up.zones] == ["c-zone", "c-good"]
    assert [zone.colour for zone in down.zones] == ["c-bad", "c-zone"]
    assert [zone.colour for zone in growth_band(Fraction(0)).zones] == ["c-bad", "c-zone"]
    assert up.pointer != down.pointer
