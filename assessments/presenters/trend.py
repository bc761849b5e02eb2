"""Presents the scores of an account over time as charts and as a table."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from assessments.charts.scale import StageLabel
from assessments.charts.spark import spark
from assessments.charts.trend import TrendLabel, narrow_trend, report_trend, wide_trend
from assessments.domain.figures import average_places
from assessments.selectors.history import Trend
from localization.dates import format_date, format_quarter
from localization.languages import current_language
from localization.numbers import format_score


def trend_charts(trend: Trend | None) -> dict[str, Any]:
    """Draws the overall score over time, and each section's; empty before there are two results."""
    if trend is None or len(trend.points) < 2:
        return {}
    language = current_language()
    labels, stages = _labels(trend), _stages(trend)
    bounds = [stage.lower_bound for stage in trend.content.stages]
    scores_by_section = [
        (section, [point.sections.get(section.key) for point in trend.points])
        for section in trend.content.sections
    ]
    places = average_places(
        score for _section, scores in scores_by_section for score in scores if score is not None
    )
    return {
        "average_places": places,
        "trend": trend,
        "trend_rows": _table(trend, language, places),
        **_ends(trend),
        "wide_trend": wide_trend(labels, stages),
        "narrow_trend": narrow_trend(labels, stages),
        "sparks": [
            (section, scores[0], scores[-1], spark(scores, bounds))
            for section, scores in scores_by_section
        ],
    }


def report_chart(trend: Trend) -> dict[str, Any]:
    """Draws the overall score over time for the cover of a report."""
    return {"picture": report_trend(_labels(trend), _stages(trend)), **_ends(trend)}


def _ends(trend: Trend) -> dict[str, Any]:
    first, last = trend.points[0], trend.points[-1]
    stage = trend.content.stage_by_key[last.stage]
    return {"first": first, "last": last, "trend_stage": stage}


def _labels(trend: Trend) -> list[TrendLabel]:
    language = current_language()
    return [
        TrendLabel(point.overall, format_quarter(point.day, language), point.version)
        for point in trend.points
    ]


def _stages(trend: Trend) -> list[StageLabel]:
    return [
        StageLabel(str(stage.name), stage.lower_bound, stage.key == trend.points[-1].stage)
        for stage in trend.content.stages
    ]


def _table(trend: Trend, language: str, places: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Renders the trend as a table, the newest first: a day and (name, score) of each column."""
    names = [
        (section.key, str(section.short_name.capitalized)) for section in trend.content.sections
    ]
    return [
        (
            format_date(point.day, language),
            [(_("Overall"), format_score(point.overall, language, 2))]
            + [(name, _average(point.sections.get(key), language, places)) for key, name in names],
        )
        for point in reversed(trend.points)
    ]


def _average(average: Fraction | None, language: str, places: int) -> str:
    return _("N/A") if average is None else format_score(average, language, places)
