"""Presents results as rows of a table in the active language: overall, sections, statements.

Every export has the same columns, so that several can be joined by key.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.presenters.scale_labels import LABELS
from assessments.selectors.results import StoredResult
from localization.numbers import Rounding, round_exactly
from spreadsheets.cells import Cell


def columns() -> list[str]:
    """Lists the names of the columns of `rows`."""
    return [
        _("Company"),
        _("Date"),
        _("Status"),
        _("Version"),
        pgettext("of a row: overall, section or statement", "Level"),
        _("Section"),
        _("Statement"),
        _("Key"),
        _("Score"),
        pgettext("of a score", "Label"),
        _("Note"),
    ]


def rows(company: str, results: Iterable[StoredResult]) -> Iterator[list[Cell]]:
    """Yields a row for the overall score, each section and each statement of each result."""
    for stored in results:
        yield from _result_rows(company, stored)


def _result_rows(company: str, stored: StoredResult) -> Iterator[list[Cell]]:
    content = stored.content
    about: list[Cell] = [company, stored.day, _get_state(stored), stored.version]
    overall, stage = round_down(stored.overall, 2), str(stored.stage.name)
    yield [*about, _("Overall"), "", "", "overall", overall, stage, ""]
    for section in stored.score.sections:
        name = str(content.by_key[section.key].name)
        stage = str(content.stage_by_key[section.stage].name)
        average = round_down(section.average, stored.score.average_places)
        yield [*about, _("Section"), name, "", section.key, average, stage, ""]
    for section in stored.score.sections:
        name = str(content.by_key[section.key].name)
        for key, value in section.values.items():
            text, label = str(content.statements[key].text), str(LABELS[value])
            note = stored.notes.get(key, "")
            yield [*about, _("Statement"), name, text, key, value, label, note]


def _get_state(stored: StoredResult) -> str:
    if stored.assessment.is_withdrawn:
        return _("Withdrawn")
    return _("On paper") if stored.assessment.is_on_paper else pgettext("status", "Completed")


def round_down(score: Fraction, places: int) -> Decimal:
    """Returns a score rounded down, as every page does."""
    return round_exactly(score, places, Rounding.FLOOR)


def overview_columns(results: Sequence[StoredResult]) -> list[str]:
    """Lists the columns of a table with a row a result; the sections are those of any version."""
    sections = section_names(results).values()
    return [_("Date"), _("Status"), _("Version"), _("Score"), _("Stage"), *sections]


def overview_rows(results: Sequence[StoredResult]) -> Iterator[list[Cell]]:
    """Yields a row for each result."""
    keys = list(section_names(results))
    for stored in results:
        averages = {
            section.key: round_down(section.average, stored.score.average_places)
            for section in stored.score.sections
        }
        yield [
            stored.day,
            _get_state(stored),
            stored.version,
            round_down(stored.overall, 2),
            str(stored.stage.name),
            *(averages.get(key) for key in keys),
        ]


def section_names(results: Iterable[StoredResult], *, is_short: bool = False) -> dict[str, str]:
    """Returns the names of all versions' sections by key, those of the first result first."""
    names: dict[str, str] = {}
    for stored in results:
        for section in stored.score.sections:
            if section.key not in names:
                content = stored.content.by_key[section.key]
                short = content.short_name.capitalized
                names[section.key] = str(short if is_short else content.name)
    return names
