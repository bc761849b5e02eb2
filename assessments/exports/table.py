"""Results as rows of a table, in the active language: a row for the overall score, each section and each statement.

Every export has the same columns, so that several can be put below one another and joined by key.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from assessments.exports.json import decimal_text
from assessments.presenters.scale_labels import LABELS
from assessments.selectors.results import StoredResult

Cell = str | int | Decimal | date | None


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
    for stored in results:
        yield from _rows_of(company, stored)


def _rows_of(company: str, stored: StoredResult) -> Iterator[list[Cell]]:
    content = stored.content
    about = [company, stored.day, state_of(stored), stored.version]
    yield [
        *about,
        _("Overall"),
        "",
        "",
        "overall",
        figure(stored.overall, 2),
        str(stored.stage.name),
        "",
    ]
    for part in stored.scored.sections:
        name, stage = str(content.by_key[part.key].name), str(content.stage_by_key[part.stage].name)
        yield [*about, _("Section"), name, "", part.key, figure(part.average, 1), stage, ""]
    for part in stored.scored.sections:
        name = str(content.by_key[part.key].name)
        for key, value in part.values.items():
            text, label = str(content.statements[key].text), str(LABELS[value])
            yield [*about, _("Statement"), name, text, key, value, label, stored.notes.get(key, "")]


def state_of(stored: StoredResult) -> str:
    if stored.assessment.is_withdrawn:
        return _("Withdrawn")
    return _("On paper") if stored.assessment.is_on_paper else _("Completed")


def figure(score: Fraction, places: int) -> Decimal:
    """As it is shown: rounded down."""
    return Decimal(decimal_text(score, places))


def overview_columns(results: Sequence[StoredResult]) -> list[str]:
    """Of a table with a row a result; the sections are those of any version."""
    return [
        _("Date"),
        _("State"),
        _("Version"),
        _("Score"),
        _("Stage"),
        *_section_names(results).values(),
    ]


def overview_rows(results: Sequence[StoredResult]) -> Iterator[list[Cell]]:
    keys = list(_section_names(results))
    for stored in results:
        averages = {part.key: figure(part.average, 1) for part in stored.scored.sections}
        yield [
            stored.day,
            state_of(stored),
            stored.version,
            figure(stored.overall, 2),
            str(stored.stage.name),
            *(averages.get(key) for key in keys),
        ]


def _section_names(results: Sequence[StoredResult]) -> dict[str, str]:
    names: dict[str, str] = {}
    for stored in results:
        for part in stored.scored.sections:
            names.setdefault(part.key, str(stored.content.by_key[part.key].name))
    return names
