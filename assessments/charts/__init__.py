"""Scores as SVG shapes. Pure: numbers and words in, coordinates out; templates draw them.

Every score runs from 1 to 5, so a bar starts at 1. Coordinates are the picture's own units.
"""

from assessments.charts.dots import Dots, dots
from assessments.charts.scale import StageLabel, bar, narrow_scale, steps, wide_scale
from assessments.charts.trend import Spark, Trend, TrendLabel, narrow_trend, spark, wide_trend

__all__ = [
    "Dots",
    "Spark",
    "StageLabel",
    "Trend",
    "TrendLabel",
    "bar",
    "dots",
    "narrow_scale",
    "narrow_trend",
    "spark",
    "steps",
    "wide_scale",
    "wide_trend",
]
