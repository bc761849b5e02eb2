"""Turns results into rows of a table, in the active language.

A result has a row for its overall score, one a section and one a statement. Every export has the
same columns, so that several can be put below one another and joined by key.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.exports.json import decimal_text
from assessments.presenters.scale_labels import LABELS
from assessments.selectors.results import StoredResult
from spreadsheets.cells import Cell
from spreadsheets.writers import Sheet

WIDTH = 22
"""Of every column of a sheet, in characters."""


def to_sheet(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Sheet:
    """Returns the sheet of a table, the names of its columns in the first row."""
    return Sheet(
        title=title,
        rows=[columns, *rows],
        widths=[WIDTH] * len(columns),
        wraps_text=True,
        shows_decimal_places=True,
    )


def columns() -> list[str]:
    return [
        _("Company"),
        _("Date"),
        _("State"),
        _("Version"),
        _("Item"),
        _("Section"),
        _("Statement"),
        _("Key"),
        _("Score"),
        _("Meaning"),
        _("Note"),
    ]


def rows(company: str, results: Iterable[StoredResult]) -> Iterator[list[Cell]]:
    for result in results:
        yield from _list_rows(company, result)


def _list_rows(company: str, result: StoredResult) -> Iterator[list[Cell]]:
    content = result.content
    about: list[Cell] = [company, result.day, _get_state(result), result.version]
    overall = _round_down(result.overall, places=2)
    yield [*about, _("Overall"), "", "", "overall", overall, str(result.stage.name), ""]
    for section in result.scored.sections:
        name = str(content.by_key[section.key].name)
        stage = str(content.stage_by_key[section.stage].name)
        average = _round_down(section.average, places=1)
        yield [*about, _("Section"), name, "", section.key, average, stage, ""]
    for section in result.scored.sections:
        name = str(content.by_key[section.key].name)
        for key, value in section.values.items():
            text, label = str(content.statements[key].text), str(LABELS[value])
            note = result.notes.get(key, "")
            yield [*about, _("Statement"), name, text, key, value, label, note]


def _get_state(result: StoredResult) -> str:
    if result.assessment.is_withdrawn:
        return _("Withdrawn")
    return _("On paper") if result.assessment.is_on_paper else _("Completed")


def _round_down(score: Fraction, *, places: int) -> Decimal:
    """Returns the score as pages show it, with the decimal places given."""
    return Decimal(decimal_text(score, places))


def overview_columns(results: Sequence[StoredResult]) -> list[str]:
    """Returns the columns of a table with one row a result, sections of all versions among them."""
    return [
        _("Date"),
        _("State"),
        _("Version"),
        _("Score"),
        _("Stage"),
        *_get_section_names(results).values(),
    ]


def overview_rows(results: Sequence[StoredResult]) -> Iterator[list[Cell]]:
    keys = list(_get_section_names(results))
    for result in results:
        averages = {
            section.key: _round_down(section.average, places=1)
            for section in result.scored.sections
        }
        yield [
            result.day,
            _get_state(result),
            result.version,
            _round_down(result.overall, places=2),
            str(result.stage.name),
            *(averages.get(key) for key in keys),
        ]


def _get_section_names(results: Sequence[StoredResult]) -> dict[str, str]:
    names: dict[str, str] = {}
    for result in results:
        for section in result.scored.sections:
            names.setdefault(section.key, str(result.content.by_key[section.key].name))
    return names
