"""Lays out the first sheet of a workbook: whose results, the latest scores, their trend, charts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.domain.figures import OVERALL_PLACES
from assessments.domain.scale import HIGHEST, LOWEST
from assessments.presenters import table
from assessments.presenters.day_labels import short_day_labels
from assessments.selectors.results import StoredResult
from spreadsheets.charts import CHART_ROWS
from spreadsheets.sheets import Chart, ChartKind, FormattedNumber, Look, Row, Sheet, SheetCell
from spreadsheets.styles import name_width

WIDTHS = (44, 16, 20, 16, 14)
"""Of the columns, in characters."""
SECTION_WIDTH = 17
"""Of a column with one section's scores over time, at least."""
ROWS_OF_A_PAGE = 60
"""As many can be read where they are fitted to one page."""
CHART_COLUMNS = {ChartKind.BARS: "A", ChartKind.LINE: "E"}
"""At which the charts begin, side by side."""


def result_summary(company: str, stored: StoredResult, today: date) -> Sheet:
    """Returns the summary of one result, with its previous one where that is given."""
    layout = _Layout(_("Maturity report"), [*_whose(company, today), *_about(stored)])
    layout.add_room_for_charts()
    layout.add_sections(stored, stored.previous)
    return layout.to_sheet()


def history_summary(company: str, results: Sequence[StoredResult], today: date) -> Sheet:
    """Returns the summary of all results: the newest that counts, and all of them over time."""
    latest = list(islice(_iterate_counted(results), 2))
    count = sum(1 for _stored in _iterate_counted(results))
    facts = [*_whose(company, today), (_("Results"), count)]
    layout = _Layout(_("Assessments"), [*facts, *_about(latest[0])] if latest else facts)
    if latest:
        layout.add_room_for_charts()
        layout.add_sections(latest[0], latest[1] if len(latest) > 1 else None)
    if len(latest) > 1:
        layout.add_trend(results)
    return layout.to_sheet()


def _iterate_counted(results: Sequence[StoredResult]) -> Iterator[StoredResult]:
    """Yields the results that count, one at a time: an account's may be too many for the memory."""
    return (stored for stored in results if not stored.assessment.is_withdrawn)


def _whose(company: str, today: date) -> list[tuple[str, SheetCell]]:
    facts: list[tuple[str, SheetCell]] = [(_("Company"), company)] if company else []
    return [*facts, (_("Exported on"), today)]


def _about(stored: StoredResult) -> list[tuple[str, SheetCell]]:
    assessment = stored.assessment
    made = _("Completed on paper on") if assessment.is_on_paper else _("Completed on")
    facts: list[tuple[str, SheetCell]] = [
        (made, stored.day),
        (_("Questionnaire version"), stored.version),
        (_("Overall score (out of 5)"), table.round_down(stored.overall, OVERALL_PLACES)),
        (_("Stage"), str(stored.stage.name)),
    ]
    if assessment.is_withdrawn:
        facts.append((_("Reason for withdrawal"), assessment.withdrawn_reason))
    return facts


class _Layout:
    """Collects the rows of the sheet from the top, and the charts between facts and tables."""

    def __init__(self, title: str, facts: Sequence[tuple[str, SheetCell]]) -> None:
        self.rows = [Row(cells=[title], look=Look.TITLE)]
        self.rows += [Row(cells=fact, look=Look.FACT) for fact in facts]
        self.charts: list[Chart] = []
        self.widths = list(WIDTHS)
        self.chart_row = len(self.rows) + 2

    def add_room_for_charts(self) -> None:
        self.rows += [Row(cells=[])] * (CHART_ROWS + 1)

    def add_sections(self, stored: StoredResult, previous: StoredResult | None) -> None:
        """Adds a row a section, with the score that it had before, and the same as bars."""
        shown = [stored, previous] if previous else [stored]
        labels = short_day_labels([each.assessment for each in shown])
        days = [labels[each.assessment.pk] for each in shown]
        header = [_("Section"), days[0], _("Stage")]
        header += [days[1], pgettext("of a score", "Change")] if previous else []
        header_row = self._add_table(_("Section scores"), header)
        places = max(each.score.average_places for each in shown)
        earlier = {each.key: each.average for each in previous.score.sections} if previous else {}
        for section in stored.score.sections:
            name = str(stored.content.by_key[section.key].name)
            stage = str(stored.content.stage_by_key[section.stage].name)
            now, *change = _compared(section.average, earlier.get(section.key), places)
            self.rows.append(Row(cells=[name, now, stage, *change]))
        columns = (2, 4) if previous else (2,)
        self._add_chart(
            ChartKind.BARS, _("Section scores"), _("Section"), header_row, columns, places
        )
        overall = previous.overall if previous else None
        now, *change = _compared(stored.overall, overall, OVERALL_PLACES)
        self.rows.append(Row(cells=[_("Overall"), now, str(stored.stage.name), *change]))

    def add_trend(self, results: Sequence[StoredResult]) -> None:
        """Adds a row a result, the oldest first, and the overall score as a line over days."""
        sections = table.section_names(_iterate_counted(results), is_short=True)
        names = [_("Date"), _("Overall"), _("Stage"), _("Version"), *sections.values()]
        header_row = self._add_table(_("Overall score over time"), names)
        new_names = names[len(self.widths) :]
        self.widths += [max(SECTION_WIDTH, name_width(name, lines=2)) for name in new_names]
        rows = [Row(cells=_trend_cells(stored, sections)) for stored in _iterate_counted(results)]
        self.rows += reversed(rows)
        self._add_chart(
            *(ChartKind.LINE, _("Overall score over time"), _("Date"), header_row),
            *((2,), OVERALL_PLACES),
        )

    def to_sheet(self) -> Sheet:
        return Sheet(
            title=pgettext("of a workbook", "Summary"),
            rows=self.rows,
            header_rows=0,
            widths=self.widths,
            wraps_text=True,
            charts=self.charts,
            is_one_page=len(self.rows) <= ROWS_OF_A_PAGE,
        )

    def _add_table(self, heading: str, names: Sequence[str]) -> int:
        """Adds the head of a table and returns the number of the row with the names of columns."""
        self.rows += [
            Row(cells=[]),
            Row(cells=[heading], look=Look.HEADING),
            Row(cells=names, look=Look.HEADER, right={1, *range(3, len(names))}),
        ]
        return len(self.rows)

    def _add_chart(
        self,
        kind: ChartKind,
        title: str,
        category_title: str,
        header_row: int,
        value_columns: Sequence[int],
        places: int,
    ) -> None:
        self.charts.append(
            Chart(
                kind=kind,
                title=title,
                category_title=category_title,
                value_title=_("Score"),
                header_row=header_row,
                last_row=len(self.rows),
                category_column=1,
                value_columns=value_columns,
                lowest=LOWEST,
                highest=HIGHEST,
                places=places,
                anchor=f"{CHART_COLUMNS[kind]}{self.chart_row}",
            )
        )


def _trend_cells(stored: StoredResult, sections: Iterable[str]) -> list[SheetCell]:
    places = stored.score.average_places
    averages = {each.key: table.round_down(each.average, places) for each in stored.score.sections}
    overall = table.round_down(stored.overall, OVERALL_PLACES)
    about: list[SheetCell] = [stored.day, overall, str(stored.stage.name), stored.version]
    return [*about, *(averages.get(key) for key in sections)]


def _compared(now: Fraction, before: Fraction | None, places: int) -> list[SheetCell]:
    """Returns a score, what it was before, and the difference of the two as they are shown."""
    shown = table.round_down(now, places)
    if before is None:
        return [shown]
    earlier = table.round_down(before, places)
    return [shown, earlier, FormattedNumber(shown - earlier, places, is_signed=True)]
