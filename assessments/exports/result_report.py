"""Builds the report of one result.

Its cover has the scale, the sections and the trend. Then come advice, the way to the next stage,
changes since the previous result, and answers.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.charts.scale import StageLabel, bar, scale
from assessments.exports.comparison_report import comparison_blocks
from assessments.exports.report import Report, drawn, words
from assessments.exports.typeface import breakable
from assessments.models import Assessment
from assessments.presenters.comparison import present_comparison
from assessments.presenters.result import PresentedResult, present_result
from assessments.presenters.trend import report_chart
from assessments.presenters.working import overall_terms, section_terms
from assessments.selectors.history import Trend
from assessments.selectors.results import StoredResult
from localization.dates import format_date
from localization.languages import current_language
from localization.numbers import format_score


def result_report(company: str, stored: StoredResult, trend: Trend | None = None) -> Report:
    """Builds the report of a result, with its trend and what changed since the previous one."""
    language, presented = current_language(), present_result(stored)
    day = format_date(stored.day, language)
    overall = format_score(stored.overall, language, 2)
    report = Report(
        language=language,
        product=settings.PRODUCT_NAME,
        title=_("Result from %(date)s") % {"date": day},
        heading=_("Maturity report"),
        company=company,
        description=_("Overall score %(overall)s of 5, stage %(stage)s")
        % {"overall": overall, "stage": presented.stage.name},
        figures=[
            {
                "label": _("Overall score"),
                "value": overall,
                "of": _("out of 5"),
                "name": words(presented.stage.name),
                "small": _previously(stored.previous),
            }
        ],
        facts=_facts(stored.assessment, stored.version, day),
    )
    _scale(report, presented, stored.previous)
    _sections(report, presented, stored.previous)
    if trend is not None:
        _trend(report, trend)
    _advice(report, presented)
    _way_on(report, presented)
    if stored.previous is not None:
        comparison = present_comparison(stored.previous, stored)
        comparison_blocks(report, comparison, with_statements=False)
    _answers(report, presented)
    return report


def _facts(assessment: Assessment, version: int, day: str) -> list[tuple[str, str]]:
    made = _("Completed on paper on") if assessment.is_on_paper else _("Completed on")
    facts = [(made, day), (_("Questionnaire version"), str(version))]
    if assessment.is_withdrawn:
        facts.append((_("Reason for withdrawal"), assessment.withdrawn_reason))
    return facts


def _previously(previous: StoredResult | None) -> str:
    if previous is None:
        return ""
    language = current_language()
    return _("previously %(overall)s (%(date)s)") % {
        "overall": format_score(previous.overall, language, 2),
        "date": format_date(previous.day, language),
    }


def _scale(report: Report, presented: PresentedResult, previous: StoredResult | None) -> None:
    labels = [
        StageLabel(str(stage.name), stage.lower_bound, stage is presented.stage)
        for stage in presented.stages
    ]
    before = previous.overall if previous else None
    context = {
        "scale": scale(presented.overall, labels, before),
        "width": 720,
        "presented": presented,
        "before": previous,
    }
    report.picture(drawn("_scale.html", **context), report.description)
    report.text(presented.stage.description.plain)


def _sections(report: Report, presented: PresentedResult, previous: StoredResult | None) -> None:
    """Adds the sections as bars, with the averages before and now as on the page."""
    report.heading_block(_("Section scores"))
    columns = [
        (_("Section"), 6, "start"),
        (_("1 to 5"), 4, "start"),
        (_("Stage"), 3, "start"),
        (_("Calculation"), 3, "end"),
        *([(pgettext("column", "Before"), 2, "end")] if previous else []),
        (pgettext("column", "Now") if previous else _("Score"), 2, "end"),
    ]
    report.table(columns, _section_rows(report, presented, previous))
    if presented.is_rounded:
        report.text(
            _("Scores are rounded down, so no stage appears to be reached too early."), soft=True
        )


def _section_rows(
    report: Report, presented: PresentedResult, previous: StoredResult | None
) -> list[list]:
    language = report.language
    shown = [presented.score, *([previous.score] if previous else [])]
    places = max(score.average_places for score in shown)
    bounds = [stage.lower_bound for stage in presented.stages]
    averages = (
        {section.key: section.average for section in previous.score.sections} if previous else {}
    )
    rows = []
    for section, scored in zip(presented.sections, presented.score.sections, strict=True):
        before = averages.get(scored.key)
        figure = _("N/A") if before is None else format_score(before, language, places)
        rows.append(
            [
                {"text": words(section.content.name)},
                {"svg": drawn("_bar.html", bar=bar(section.average, bounds, before))},
                {"text": words(section.stage.name)},
                section_terms(scored),
                *([figure] if previous else []),
                {"text": format_score(section.average, language, places), "strong": True},
            ]
        )
    overall = [
        {"text": _("Overall"), "strong": True},
        "",
        {"text": words(presented.stage.name)},
        overall_terms(presented.score),
        *([format_score(previous.overall, language, 2)] if previous else []),
        {"text": format_score(presented.overall, language, 2), "strong": True},
    ]
    return [*rows, overall]


def _trend(report: Report, trend: Trend) -> None:
    chart = report_chart(trend)
    first, last, language = chart["first"], chart["last"], report.language
    sentence = _("From %(first)s on %(from)s to %(last)s on %(to)s (stage: %(stage)s).") % {
        "first": format_score(first.overall, language, 2),
        "from": format_date(first.day, language),
        "last": format_score(last.overall, language, 2),
        "to": format_date(last.day, language),
        "stage": chart["trend_stage"].name,
    }
    report.heading_block(_("Overall score over time"))
    report.picture(drawn("_trend.html", form="wide", **chart), sentence)


def _way_on(report: Report, presented: PresentedResult) -> None:
    points = presented.result.points_to_next_stage
    if presented.next_stage is None or points is None:
        report.text(_("This is the highest stage. The advice below helps you stay there."))
        return
    stage = presented.next_stage.name
    text = ngettext("%(points)s point to %(stage)s", "%(points)s points to %(stage)s", points)
    report.heading_block(text % {"points": points, "stage": stage})
    report.text(_("The quickest way to get there is to improve these statements:"), soft=True)
    columns = [
        (_("Statement"), 8, "start"),
        (pgettext("column", "Now"), 1, "end"),
        (_("Gain"), 1, "end"),
    ]
    rows = [
        [{"text": words(rise.text.plain)}, str(rise.value), f"+{rise.points}"]
        for rise in presented.rises
    ]
    report.table(columns, rows)


def _advice(report: Report, presented: PresentedResult) -> None:
    """Adds one row a section, the weakest first, as on the page."""
    report.heading_block(_("What to do next"))
    report.text(_("One action per section, the weakest section first."), soft=True)
    rows = []
    for section in presented.weakest_first:
        average = format_score(section.average, report.language, presented.score.average_places)
        stage = f"{section.stage.name} · {average}"
        name = {"text": words(section.content.name), "strong": True, "small": stage}
        rows.append([name, {"text": words(section.advice.plain)}])
    report.table([(_("Section"), 2, "start"), (_("Advice"), 4, "start")], rows)


def _answers(report: Report, presented: PresentedResult) -> None:
    report.heading_block(_("Answers"))
    columns = [
        (_("Statement"), 7, "start"),
        (pgettext("noun", "Answer"), 3, "start"),
        (_("1 to 5"), 1, "end"),
    ]
    for section, answers in presented.answers:
        report.heading_block(section.name, level=3)
        rows = [
            [
                {
                    "text": words(answer.text.plain),
                    "notes": [{"when": "", "text": breakable(answer.note)}] if answer.note else [],
                },
                answer.label,
                {"text": str(answer.value), "strong": True},
            ]
            for answer in answers
        ]
        report.table(columns, rows)
