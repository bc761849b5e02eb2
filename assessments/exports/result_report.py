"""Builds the report of one result.

It has the scale, sections, next stage, advice, changes since the previous result, and answers.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.charts.scale import StageLabel, bar, wide_scale
from assessments.exports.comparison_report import comparison_blocks
from assessments.exports.report import Report, drawn, words
from assessments.exports.typeface import breakable
from assessments.models import Assessment
from assessments.presenters.comparison import present_comparison
from assessments.presenters.result import PresentedResult, present_result
from assessments.presenters.working import overall_terms, section_terms
from assessments.selectors.results import StoredResult
from localization.dates import format_date
from localization.languages import current_language
from localization.numbers import format_score


def result_report(company: str, stored: StoredResult) -> Report:
    """Builds the report of a result, with what changed since the previous result where given."""
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
                "label": _("Overall score (out of 5)"),
                "value": overall,
                "name": words(presented.stage.name),
            }
        ],
        facts=_facts(stored.assessment, stored.version, day),
    )
    _scale(report, presented, overall)
    report.page()
    _sections(report, presented)
    _way_on(report, presented)
    _advice(report, presented)
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


def _scale(report: Report, presented: PresentedResult, overall: str) -> None:
    report.heading_block(_("Position on the scale"))
    labels = [
        StageLabel(str(stage.name), stage.lower_bound, stage is presented.stage)
        for stage in presented.stages
    ]
    context = {
        "scale": wide_scale(presented.overall, labels),
        "form": "wide",
        "width": 720,
        "presented": presented,
    }
    report.picture(drawn("_scale.html", **context), report.description)
    report.text(presented.stage.description.plain)


def _sections(report: Report, presented: PresentedResult) -> None:
    report.heading_block(_("Section scores"))
    places = presented.score.average_places
    bounds = [stage.lower_bound for stage in presented.stages]
    columns = [
        (_("Section"), 5, "start"),
        (_("1 to 5"), 5, "start"),
        (_("Stage"), 3, "start"),
        (_("Calculation"), 3, "end"),
        (_("Score"), 2, "end"),
    ]
    rows = [
        [
            {"text": words(section.content.name)},
            {"svg": drawn("_bar.html", bar=bar(section.average, bounds))},
            {"text": words(section.stage.name)},
            section_terms(scored),
            {"text": format_score(section.average, report.language, places), "strong": True},
        ]
        for section, scored in zip(presented.sections, presented.score.sections, strict=True)
    ]
    overall = format_score(presented.overall, report.language, 2)
    last = [
        {"text": _("Overall"), "strong": True},
        "",
        {"text": words(presented.stage.name)},
        overall_terms(presented.score),
    ]
    report.table(columns, [*rows, [*last, {"text": overall, "strong": True}]])
    if presented.is_rounded:
        report.text(
            _("Scores are rounded down, so no stage appears to be reached too early."), soft=True
        )


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
    report.heading_block(_("Next steps"))
    for section in presented.sections:
        report.heading_block(section.content.name, level=3)
        average = format_score(section.average, report.language, presented.score.average_places)
        report.text(f"{section.stage.name} · {average}", soft=True)
        report.text(section.advice.plain)


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
