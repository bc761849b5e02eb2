"""From cells to periods: rows held to the rules of the form, errors by row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from kpis.domain.enums import CltvMethod
from kpis.domain.inputs import CLTV_METHOD, EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.exports.cells import Cell, fits_a_number
from kpis.exports.table import (
    CURRENCY,
    LANGUAGE,
    PERIOD_START,
    PERIOD_TYPE,
    header_of,
    input_keys,
    table_keys,
)
from kpis.imports.cells import UnreadableSheet
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content
from kpis.validators import agreement_errors, checked_figure, checked_period, read_figure
from localization.languages import CODES
from localization.regions import currency_codes


@dataclass(frozen=True)
class CellError:
    """What is wrong with one cell: the sheet's row number, the column's letter and header."""

    row: int
    letter: str
    header: str
    message: str


@dataclass(frozen=True)
class PlannedRow:
    """One period as the sheet has it, and the entry it would change."""

    number: int
    period: Period
    currency: str
    inputs: EntryInputs
    entry: KpiEntry | None

    @property
    def changes(self) -> bool:
        return self.entry is None or self.entry.inputs != self.inputs


@dataclass(frozen=True)
class Plan:
    rows: tuple[PlannedRow, ...]
    errors: tuple[CellError, ...]


@dataclass(frozen=True)
class Setting:
    """What rows are read against."""

    content: Content
    currency: str
    today: date
    entries: Mapping[Period, KpiEntry]


def make_plan(cells: Sequence[Sequence[Cell]], setting: Setting) -> Plan:
    """Every row of the sheet. Raises UnreadableSheet where it is none of ours."""
    columns, first = _columns(cells)
    rows, errors, seen = [], [], {}
    for number, row in enumerate(cells[first:], start=first + 1):
        if not any(cell is not None for cell in row):
            continue
        values = {key: row[at] if at < len(row) else None for key, at in columns.items()}
        reader = _RowReader(number, values, columns, setting)
        planned = reader.read()
        errors += reader.errors
        if planned is None:
            continue
        if planned.period in seen:
            text = _("Row %(row)s has this period already.") % {"row": seen[planned.period]}
            errors.append(reader.error(PERIOD_START, text))
        seen[planned.period] = number
        rows.append(planned)
    if not rows and not errors:
        raise UnreadableSheet(_("This sheet has no periods."))
    return Plan(tuple(rows), tuple(errors))


def _columns(cells: Sequence[Sequence[Cell]]) -> tuple[dict[str, int], int]:
    """Where each key stands, and the index of the first row with figures."""
    for index, row in enumerate(cells[:2]):  # noqa: B007 - used after the loop
        keys = [str(cell).strip() if cell is not None else "" for cell in row]
        if PERIOD_TYPE in keys and PERIOD_START in keys:
            break
    else:
        raise UnreadableSheet(
            _("The row of keys is missing (period_type, period_start, …): start from an export.")
        )
    named = [key for key in keys if key]
    unknown = [key for key in named if key not in table_keys()]
    twice = sorted({key for key in named if named.count(key) > 1})
    if unknown or twice:
        text = _("These keys are unknown or stand twice: %(keys)s.")
        raise UnreadableSheet(text % {"keys": ", ".join([*unknown, *twice])})
    return {key: keys.index(key) for key in named}, index + 1


class _RowReader:
    """Reads one row; what is wrong is gathered, so that all errors of a sheet are said at once."""

    def __init__(self, number: int, values: dict[str, Cell], columns: dict, setting: Setting):
        self.number, self.values, self.columns = number, values, columns
        self.setting, self.content = setting, setting.content
        self.errors: list[CellError] = []

    def error(self, key: str, message: str) -> CellError:
        letter = get_column_letter(self.columns.get(key, 0) + 1)
        return CellError(self.number, letter, header_of(key, self.content), message)

    def read(self) -> PlannedRow | None:
        period = self._period()
        entry = self.setting.entries.get(period) if period else None
        currency = self._currency(entry)
        typed_in = self.values.get(LANGUAGE)
        self.typed_in = typed_in if typed_in in CODES else self.content.language
        figures = {
            name: self._input(name, currency) for name in input_keys() if name in self.values
        }
        if self.errors or period is None:
            return None
        inputs = EntryInputs(**figures) if entry is None else replace(entry.inputs, **figures)
        for name, message in agreement_errors(inputs, self.content, currency).items():
            self.errors.append(self.error(name, message))
        return PlannedRow(self.number, period, currency, inputs, entry)

    def _period(self) -> Period | None:
        kind = self._choice(PERIOD_TYPE, dict(formatting.PERIOD_TYPES))
        start = self.values.get(PERIOD_START)
        try:
            start = date.fromisoformat(start) if isinstance(start, str) else start
            if not isinstance(start, date):
                raise ValueError
        except ValueError:
            self.errors.append(self.error(PERIOD_START, _("Write a day in the form 2026-07-01.")))
            return None
        if kind is None:
            self.errors.append(
                self.error(
                    PERIOD_TYPE,
                    _("Choose a month, a quarter or a year (%(keys)s).")
                    % {"keys": "month, quarter, year"},
                )
            )
            return None
        try:
            return checked_period(PeriodType(kind), start, self.setting.today)
        except ValidationError as error:
            self.errors.append(self.error(PERIOD_START, " ".join(error.messages)))
            return None

    def _choice(self, key: str, labels: Mapping) -> str | None:
        """A key, or its word in the reader's language."""
        given = str(self.values.get(key) or "").strip().casefold()
        words = {str(label).casefold(): value for value, label in labels.items()}
        return given if given in labels else words.get(given)

    def _currency(self, entry: KpiEntry | None) -> str:
        """The entry's or, for a new one, the sheet's; without either, the account's."""
        given = str(self.values.get(CURRENCY) or "").strip().upper()
        expected = entry.currency if entry else self.setting.currency
        if not given or given == expected:
            return expected
        if entry is not None:
            text = _("The stored figures of this period are in %(currency)s.")
            self.errors.append(self.error(CURRENCY, text % {"currency": expected}))
        elif given not in currency_codes():
            text = _("“%(text)s” is no currency of today, such as EUR.")
            self.errors.append(self.error(CURRENCY, text % {"text": given[:40]}))
        return given if given in currency_codes() else expected

    def _input(self, name: str, currency: str):
        value = self.values[name]
        if value is None:
            return None
        if name == CLTV_METHOD:
            return self._method()
        try:
            return self._figure(value, name, currency)
        except ValidationError as error:
            self.errors.append(self.error(name, " ".join(error.messages)))
            return None

    def _method(self) -> CltvMethod | None:
        kind = self._choice(CLTV_METHOD, self.content.choices)
        if kind is None:
            text = _("Choose one of the two ways (%(keys)s).") % {"keys": "quick, full"}
            self.errors.append(self.error(CLTV_METHOD, text))
        return CltvMethod(kind) if kind else None

    def _figure(self, value: Cell, name: str, currency: str) -> Decimal:
        shown_in = self.content.language
        if isinstance(value, date):
            value = value.isoformat()
        if isinstance(value, str):
            return read_figure(value, name, currency, self.typed_in, shown_in)
        if not fits_a_number(value):
            raise ValidationError(
                _("More than 15 digits, which a spreadsheet does not keep. Write it as text.")
            )
        return checked_figure(Decimal(value), name, currency, shown_in)
