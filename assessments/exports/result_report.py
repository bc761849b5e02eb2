"""The report of one result: scale, sections, the way on, advice, what changed since the one before, every statement."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.charts import StageLabel, bar, wide_scale
from assessments.exports.comparison_report import comparison_blocks
from assessments.exports.report import Report, drawn, words
from assessments.exports.typeface import breakable
from assessments.selectors.assessment import AssessmentAccess
from assessments.selectors.comparison import ComparisonShown
from assessments.selectors.result import ResultShown
from localization.dates import format_date
from localization.languages import current_language
from localization.numbers import format_score


def result_report(
    opened: AssessmentAccess, shown: ResultShown, comparison: ComparisonShown | None
) -> Report:
    language = current_language()
    day = format_date(opened.assessment.day, language)
    overall = format_score(shown.overall, language, 2)
    company = opened.assessment.account.name if opened.assessment.account else ""
    report = Report(
        language=language,
        product=settings.PRODUCT_NAME,
        title=_("Result of %(date)s") % {"date": day},
        heading=_("Maturity report"),
        company=company,
        description=_("Overall score %(overall)s of 5, stage %(stage)s")
        % {"overall": overall, "stage": shown.stage.name},
        figures=[{"label": _("out of 5"), "value": overall, "name": words(shown.stage.name)}],
        facts=_facts(opened, shown, day),
    )
    _scale(report, shown, overall)
    report.page()
    _sections(report, shown)
    _way_on(report, shown)
    _advice(report, shown)
    if comparison is not None:
        comparison_blocks(report, comparison, with_statements=False)
    _answers(report, shown)
    return report


def _facts(opened: AssessmentAccess, shown: ResultShown, day: str) -> list[tuple[str, str]]:
    made = _("Made on paper on") if opened.assessment.is_on_paper else _("Completed on")
    facts = [(made, day), (_("Questionnaire version"), str(shown.result.questionnaire_version))]
    if opened.assessment.is_withdrawn:
        facts.append((_("Withdrawn"), opened.assessment.withdrawn_reason))
    return facts


def _scale(report: Report, shown: ResultShown, overall: str) -> None:
    report.heading_block(_("Where you are"))
    labels = [
        StageLabel(str(stage.name), stage.lower_bound, stage is shown.stage)
        for stage in shown.stages
    ]
    context = {
        "scale": wide_scale(shown.overall, labels),
        "form": "wide",
        "width": 720,
        "height": 110,
        "shown": shown,
    }
    report.picture(drawn("_scale.html", **context), report.description)
    report.text(shown.stage.description.plain)


def _sections(report: Report, shown: ResultShown) -> None:
    report.heading_block(_("The sections"))
    bounds = [stage.lower_bound for stage in shown.stages]
    columns = [
        (_("Section"), 5, "start"),
        (_("1 to 5"), 5, "start"),
        (_("Stage"), 3, "start"),
        (_("Working"), 3, "end"),
        (_("Score"), 2, "end"),
    ]
    rows = [
        [
            {"text": words(section.content.name)},
            {"svg": drawn("_bar.html", bar=bar(section.average, bounds))},
            {"text": words(section.stage.name)},
            f"{section.total} ÷ {section.count}",
            {"text": format_score(section.average, report.language, 1), "strong": True},
        ]
        for section in shown.sections
    ]
    overall = format_score(shown.overall, report.language, 2)
    working = f"{format_score(shown.averages_sum, report.language, 1)} ÷ {len(shown.sections)}"
    last = [{"text": _("Overall"), "strong": True}, "", {"text": words(shown.stage.name)}, working]
    report.table(columns, [*rows, [*last, {"text": overall, "strong": True}]])


def _way_on(report: Report, shown: ResultShown) -> None:
    if shown.next_stage is None:
        report.text(_("No stage lies above this one; the advice below keeps you there."))
        return
    points, stage = shown.result.points_to_next_stage, shown.next_stage.name
    text = ngettext("%(points)s point to %(stage)s", "%(points)s points to %(stage)s", points)
    report.heading_block(text % {"points": points, "stage": stage})
    report.text(_("The shortest way leads over these statements:"), soft=True)
    columns = [(_("Statement"), 8, "start"), (_("Now"), 1, "end"), (_("Rise"), 1, "end")]
    rows = [
        [{"text": words(rise.text.plain)}, str(rise.value), f"+{rise.points}"]
        for rise in shown.rises
    ]
    report.table(columns, rows)


def _advice(report: Report, shown: ResultShown) -> None:
    report.heading_block(_("What to do next"))
    for section in shown.sections:
        report.heading_block(section.content.name, level=3)
        average = format_score(section.average, report.language, 1)
        report.text(f"{section.stage.name}, {average}", soft=True)
        report.text(section.advice.plain)


def _answers(report: Report, shown: ResultShown) -> None:
    report.heading_block(_("The answers"))
    columns = [(_("Statement"), 7, "start"), (_("Answer"), 3, "start"), (_("1 to 5"), 1, "end")]
    for section, answers in shown.answers:
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
