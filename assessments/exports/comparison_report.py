"""Builds the report of two results side by side: item, current, previous, N/A."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from assessments.charts.dots import dots
from assessments.domain.comparison import Comparison, Pair, StatementChange
from assessments.exports.report import Report, drawn, words
from assessments.exports.typeface import breakable
from assessments.presenters.comparison import (
    PresentedComparison,
    PresentedSectionChange,
    PresentedStatementChange,
)
from assessments.selectors.content import StageContent
from content.selectors.texts import Text
from localization.dates import format_date, format_date_medium
from localization.labels import label, labelled
from localization.languages import current_language
from localization.numbers import format_change, format_score


def comparison_report(company: str, presented: PresentedComparison) -> Report:
    language = current_language()
    sides = [(side, format_date(side.day, language)) for side in (presented.before, presented.now)]
    figures = [
        {
            "label": day,
            "value": format_score(side.overall, language, 2),
            "of": _("out of 5"),
            "name": words(side.stage.name),
        }
        for side, day in sides
    ]
    figures.append(
        {
            "label": _change_name(),
            "value": _change(presented.comparison.compared, language, 2),
            "name": "",
        }
    )
    report = Report(
        language=language,
        product=settings.PRODUCT_NAME,
        title=_("Comparison of the results from %(before)s and %(now)s")
        % {"before": sides[0][1], "now": sides[1][1]},
        heading=_("Comparison"),
        company=company,
        description=_("Two assessments side by side"),
        figures=figures,
        facts=[(_("Questionnaire version"), _versions(presented))],
    )
    comparison_blocks(report, presented, with_statements=True)
    return report


def _versions(presented: PresentedComparison) -> str:
    before, now = presented.before.version, presented.now.version
    if before == now:
        return str(now)
    return _("%(before)s, then %(now)s") % {"before": before, "now": now}


def comparison_blocks(
    report: Report, presented: PresentedComparison, *, with_statements: bool
) -> None:
    before, now = (
        format_date(side.day, report.language) for side in (presented.before, presented.now)
    )
    report.heading_block(
        _("What changed between %(from)s and %(to)s") % {"from": before, "to": now}
    )
    report.items(_findings(presented))
    report.table(_columns(_("Section"), presented), _section_rows(report, presented))
    _most(report, _("Biggest gains"), presented.most_risen)
    _most(report, _("Biggest drops"), presented.most_fallen)
    if with_statements:
        _statements(report, presented, before, now)
    _advice(report, presented)


def _change_name() -> str:
    return pgettext("of a score", "Change")


def _change(scores: Pair | StatementChange | None, language: str, places: int) -> str:
    if scores is None or scores.before is None or scores.now is None:
        return _("N/A")
    return format_change(scores.before, scores.now, language, places)


def _columns(item: str, presented: PresentedComparison) -> list[tuple[str, int | str, str]]:
    before, now = (
        format_date_medium(side.day, current_language())
        for side in (presented.before, presented.now)
    )
    return [
        (item, 11, "start"),
        (_("1 to 5"), 4, "start"),
        (before, 3, "end"),
        (now, 3, "end"),
        (_change_name(), 3, "end"),
    ]


def _findings(presented: PresentedComparison) -> list[str]:
    moves: list[tuple[Text | str, StageContent, StageContent]] = [
        (section.name, section.stage_before, section.stage_now)
        for section in presented.moved_sections
    ]
    if presented.comparison.moved_stage:
        moves.insert(0, (_("Overall"), presented.before.stage, presented.now.stage))
    sentences = [
        _("%(name)s: from %(from)s to %(to)s.")
        % {"name": name, "from": before.name, "to": now.name}
        for name, before, now in moves
    ]
    if not presented.comparison.moved_stage:
        sentences.insert(
            0, _("Overall stage: still %(stage)s.") % {"stage": presented.now.stage.name}
        )
    if presented.before.version != presented.now.version:
        text = _(
            "The questionnaire changed: %(added)s added, %(removed)s removed. Changes are "
            "calculated only from statements that appear in both versions."
        )
        sentences.append(
            text
            % {
                "added": len(presented.comparison.added),
                "removed": len(presented.comparison.removed),
            }
        )
    return sentences


def _section_rows(report: Report, presented: PresentedComparison) -> list[list]:
    language, comparison = report.language, presented.comparison
    overall = [
        {"text": _("Overall"), "strong": True, "small": _shared(comparison, language)},
        {"svg": drawn("_dots.html", dots=dots(presented.before.overall, presented.now.overall))},
        format_score(presented.before.overall, language, 2),
        {"text": format_score(presented.now.overall, language, 2), "strong": True},
        _change(comparison.compared, language, 2),
    ]
    places = comparison.average_places
    return [overall, *(_section_row(section, language, places) for section in presented.sections)]


def _shared(comparison: Comparison, language: str) -> str:
    if comparison.is_alike or comparison.shared is None:
        return ""
    scores = {"before": comparison.shared.before, "now": comparison.shared.now}
    figures = {name: format_score(score, language, 2) for name, score in scores.items()}
    return _("from statements in both versions: %(before)s, then %(now)s") % figures


def _section_row(section: PresentedSectionChange, language: str, places: int) -> list:
    change = section.change
    averages = [side.average if side else None for side in (change.before, change.now)]
    presented = [
        _("N/A") if average is None else format_score(average, language, places)
        for average in averages
    ]
    return [
        {"text": words(section.name), "small": _shared_of(section, language)},
        {"svg": drawn("_dots.html", dots=dots(*averages))},
        presented[0],
        {"text": presented[1], "strong": True},
        _change(change.shared, language, places if change.is_alike else 2),
    ]


def _shared_of(section: PresentedSectionChange, language: str) -> str:
    if section.shared_averages is None:
        return ""
    text = ngettext(
        "Change from the %(number)s statement in both versions: %(before)s, then %(now)s",
        "Change from the %(number)s statements in both versions: %(before)s, then %(now)s",
        section.change.shared_count,
    )
    before, now = (
        format_score(score, language, 2)
        for score in (section.shared_averages.before, section.shared_averages.now)
    )
    return text % {"number": section.change.shared_count, "before": before, "now": now}


def _most(report: Report, heading: str, rows: list[PresentedStatementChange]) -> None:
    if not rows:
        return
    report.heading_block(heading, level=3)
    columns = [
        (_("Statement"), 8, "start"),
        (pgettext("column", "Before"), 1, "end"),
        (pgettext("column", "Now"), 1, "end"),
    ]
    table_rows = [
        [{"text": words(row.text.plain)}, str(row.change.before), str(row.change.now)]
        for row in rows
    ]
    report.table(columns, table_rows)


def _statements(report: Report, presented: PresentedComparison, before: str, now: str) -> None:
    report.heading_block(_("By statement"))
    for name, rows in presented.by_section:
        report.heading_block(name, level=3)
        table_rows = [_statement_row(row, before, now) for row in rows]
        report.table(_columns(_("Statement"), presented), table_rows)


def _statement_row(row: PresentedStatementChange, before: str, now: str) -> list:
    change = row.change
    notes = [
        {"when": label(day), "text": breakable(note)}
        for day, note in ((before, row.note_before), (now, row.note_now))
        if note
    ]
    changed = _("added") if change.is_added else _("removed") if change.is_removed else None
    return [
        {"text": words(row.text.plain), "notes": notes},
        {"svg": drawn("_dots.html", dots=dots(change.before, change.now))},
        _("N/A") if change.before is None else str(change.before),
        {"text": _("N/A") if change.now is None else str(change.now), "strong": True},
        changed or _change(change, current_language(), 0),
    ]


def _advice(report: Report, presented: PresentedComparison) -> None:
    if not presented.moved_advice:
        return
    report.heading_block(_("Advice that changed"))
    for section in presented.moved_advice:
        report.heading_block(section.name, level=3)
        report.text(section.advice_now.plain)
        report.text(labelled(pgettext("advice", "Before"), section.advice_before.plain), soft=True)
