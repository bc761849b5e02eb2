"""What a page draws: selected figures as shapes."""

from fractions import Fraction
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.charts import (
    StageLabel,
    TrendLabel,
    narrow_trend,
    spark,
    wide_trend,
)
from assessments.charts.render import render_answer, render_bar, render_scale, render_stage_steps
from assessments.selectors.history import Before, TrendShown
from assessments.selectors.result import AnswerShown, ResultShown
from localization.dates import format_date, format_quarter
from localization.languages import current_language
from localization.numbers import format_score


def trend_pictures(trend: TrendShown) -> dict:
    """The overall score over time, and each section's; nothing before there are two results."""
    if len(trend.points) < 2:
        return {}
    first, last = trend.points[0], trend.points[-1]
    language = current_language()
    labels = [
        TrendLabel(point.overall, format_quarter(point.day, language), point.version)
        for point in trend.points
    ]
    stages = [
        StageLabel(str(stage.name), stage.lower_bound, stage.key == last.stage)
        for stage in trend.content.stages
    ]
    bounds = [stage.lower_bound for stage in trend.content.stages]
    return {
        "trend": trend,
        "first": first,
        "last": last,
        "trend_rows": _table(trend, language),
        "trend_stage": trend.content.stage_by_key[last.stage],
        "wide_trend": wide_trend(labels, stages),
        "narrow_trend": narrow_trend(labels, stages),
        "sparks": [
            (section, scores[0], scores[-1], spark(scores, bounds))
            for section in trend.content.sections
            for scores in [[point.sections.get(section.key) for point in trend.points]]
        ],
    }


def _table(trend: TrendShown, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same as a table, the newest first: the day, then (name, score) of each column."""
    names = [(section.key, str(section.name)) for section in trend.content.sections]
    return [
        (
            format_date(point.day, language),
            [(_("Overall"), format_score(point.overall, language, 2))]
            + [(name, _average(point.sections.get(key), language)) for key, name in names],
        )
        for point in reversed(trend.points)
    ]


def _average(average: Fraction | None, language: str) -> str:
    return _("N/A") if average is None else format_score(average, language, 1)


def result_pictures(
    shown: ResultShown, before: Before | None = None, *, notes: bool = False, linked: bool = False
) -> dict:
    """One result on the scale and by section, the score before as a ring and a tick."""
    labels = tuple(
        StageLabel(str(stage.name), stage.lower_bound, stage is shown.stage)
        for stage in shown.stages
    )
    bounds = tuple(stage.lower_bound for stage in shown.stages)
    keys = tuple(stage.key for stage in shown.stages)
    averages = before.averages if before else {}
    earlier = before.overall if before else None
    return {
        "answer_rows": [
            (section, [_answer_row(answer, notes, linked) for answer in answers])
            for section, answers in shown.answers
        ],
        "scale": render_scale(shown.overall, labels, earlier, current_language()),
        "sections": [
            (
                section,
                render_bar(section.average, bounds, averages.get(section.content.key)),
                render_stage_steps(keys, section.stage.key),
                averages.get(section.content.key),
            )
            for section in shown.sections
        ],
    }


def _answer_row(answer: AnswerShown, notes: bool, linked: bool) -> SafeString:
    return render_answer(
        answer.text.html,
        str(answer.text),
        answer.value,
        answer.label,
        _history_of(answer.key, current_language()) if linked else "",
        current_language(),
        answer.note if notes else "",
    )


@lru_cache(maxsize=1024)
def _history_of(key: str, language: str) -> str:
    """Where a statement's own history is; its address begins with the language."""
    return reverse("assessments:statement", args=[key])
