"""Plans what a sheet changes: rows are held to the form's rules, errors name row and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from kpis.domain.enums import CltvMethod
from kpis.domain.inputs import CLTV_METHOD, EntryInputs
from kpis.domain.periods import Period, PeriodType
from kpis.exports.table import (
    CURRENCY,
    LANGUAGE,
    PERIOD_START,
    PERIOD_TYPE,
    get_header,
    input_keys,
    table_keys,
)
from kpis.imports.cells import MOST_PERIODS, REQUIRED
from kpis.imports.figures import read_first_day, read_sheet_figure, without_apostrophe
from kpis.models import KpiEntry
from kpis.presenters import formatting
from kpis.selectors.content import Content
from kpis.validators import agreement_errors, checked_period
from localization.languages import match_code
from localization.regions import currency_codes
from spreadsheets.cells import ReadCell, RefusedCell, SheetNumber
from spreadsheets.key_row import KeyRow, find_key_row
from spreadsheets.limits import UnreadableFile

Value = str | SheetNumber | date | None


@dataclass(frozen=True)
class CellError:
    """Says what is wrong with one cell, by its row, its column's letter and header."""

    row: int
    letter: str
    header: str
    message: str


@dataclass(frozen=True)
class PlannedRow:
    """Holds one period as the sheet has it, and the entry that it would change."""

    number: int
    period: Period
    currency: str
    inputs: EntryInputs
    entry: KpiEntry | None

    @property
    def changes_anything(self) -> bool:
        return self.entry is None or self.entry.inputs != self.inputs


@dataclass(frozen=True)
class Plan:
    rows: tuple[PlannedRow, ...]
    errors: tuple[CellError, ...]


@dataclass(frozen=True)
class ImportContext:
    """Holds what rows are compared with."""

    content: Content
    currency: str
    today: date
    entries: Mapping[Period, KpiEntry]
    country: str = ""
    """Of the account: days in figures are read in the order of its language there."""


def make_plan(cells: Sequence[Sequence[ReadCell]], context: ImportContext) -> Plan:
    """Plans every row of the sheet. Raises UnreadableFile where it has no keys or no periods."""
    key_row = _find_key_row(cells)
    rows: list[PlannedRow] = []
    errors: list[CellError] = []
    numbers: dict[Period, int] = {}
    for number, record in key_row.records(cells):
        reader = _RowReader(number, record, key_row, context)
        planned = reader.read()
        errors += reader.errors
        if planned is None:
            continue
        if planned.period in numbers:
            text = _("Row %(row)s already has this period.") % {"row": numbers[planned.period]}
            errors.append(reader.error(PERIOD_START, text))
        numbers[planned.period] = number
        rows.append(planned)
    if not rows and not errors:
        raise UnreadableFile(_("This sheet has no periods."))
    return Plan(tuple(rows), tuple(errors))


def _find_key_row(cells: Sequence[Sequence[ReadCell]]) -> KeyRow:
    key_row = find_key_row(cells, REQUIRED)
    if key_row is None:
        raise UnreadableFile(
            _("The row of keys is missing (period_type, period_start, …). Start from an export.")
        )
    if wrong := [*key_row.list_unknown(table_keys()), *key_row.list_repeated()]:
        text = _("These keys are unknown or duplicated: %(keys)s.")
        raise UnreadableFile(text % {"keys": ", ".join(wrong)})
    if len(cells) - key_row.index - 1 > MOST_PERIODS:
        text = _("This sheet has more than %(most)s periods.")
        raise UnreadableFile(text % {"most": MOST_PERIODS})
    return key_row


class _RowReader:
    """Reads one row; errors are gathered, so that all of a sheet are said at once."""

    def __init__(
        self, number: int, cells: Mapping[str, ReadCell], key_row: KeyRow, context: ImportContext
    ) -> None:
        self.number, self.columns = number, key_row.columns
        self.context, self.content = context, context.content
        self.errors: list[CellError] = []
        self.refused: set[str] = set()
        self.values = {key: self._read_cell(key, cell) for key, cell in cells.items()}
        self.typed_in = self._read_language()

    def _read_cell(self, key: str, cell: ReadCell) -> Value:
        """Returns the cell's value; one that has none is an error if its column is read."""
        if not isinstance(cell, RefusedCell):
            return cell
        if key in (LANGUAGE, PERIOD_TYPE, PERIOD_START, CURRENCY, *input_keys()):
            self.refused.add(key)
            self._add_error(key, cell.message)
        return None

    def _read_language(self) -> str:
        """Returns the language of the row's figures, the reader's unless the sheet says another."""
        given = str(self.values.get(LANGUAGE) or "")
        code = match_code(without_apostrophe(given)) if given else self.content.language
        if code is None:
            text = _("“%(code)s” is not a language of this site.")
            self._add_error(LANGUAGE, text % {"code": given[:40]})
        return code or self.content.language

    def error(self, key: str, message: str) -> CellError:
        letter = get_column_letter(self.columns.get(key, 0) + 1)
        return CellError(self.number, letter, get_header(key, self.content), message)

    def _add_error(self, key: str, message: str) -> None:
        self.errors.append(self.error(key, message))

    def read(self) -> PlannedRow | None:
        period = self._read_period()
        entry = self.context.entries.get(period) if period else None
        currency = self._read_currency(entry)
        figures: dict[str, Any] = {
            name: self._read_input(name, currency) for name in input_keys() if name in self.values
        }
        if self.errors or period is None:
            return None
        inputs = replace(entry.inputs if entry else EntryInputs(), **figures)
        for name, message in agreement_errors(inputs, self.content, currency).items():
            self._add_error(name, message)
        return PlannedRow(self.number, period, currency, inputs, entry)

    def _read_period(self) -> Period | None:
        """Returns the period; length and first day are both checked, so that both are named."""
        start, kind = self._read_start(), self._read_length()
        if start is None or kind is None:
            return None
        try:
            return checked_period(kind, start, self.context.today)
        except ValidationError as error:
            self._add_error(PERIOD_START, " ".join(error.messages))
            return None

    def _read_start(self) -> date | None:
        if PERIOD_START in self.refused:
            return None
        value = self.values.get(PERIOD_START)
        try:
            return read_first_day(value, self.typed_in, self.context.country, self.context.today)
        except ValidationError as error:
            self._add_error(PERIOD_START, " ".join(error.messages))
            return None

    def _read_length(self) -> PeriodType | None:
        if PERIOD_TYPE in self.refused:
            return None
        kind = self._read_choice(PERIOD_TYPE, dict(formatting.PERIOD_TYPES))
        if kind is None:
            text = _("Choose a month, a quarter or a year (%(keys)s).")
            self._add_error(PERIOD_TYPE, text % {"keys": "month, quarter, year"})
        return PeriodType(kind) if kind else None

    def _read_choice(self, key: str, labels: Mapping[str, object]) -> str | None:
        """Returns the key that the cell holds, or whose label in the reader's language it holds."""
        given = without_apostrophe(str(self.values.get(key) or "")).casefold()
        keys = {str(label).casefold(): key for key, label in labels.items()}
        return given if given in labels else keys.get(given)

    def _read_currency(self, entry: KpiEntry | None) -> str:
        """Returns the entry's currency; of a new entry the sheet's or else the account's."""
        given = without_apostrophe(str(self.values.get(CURRENCY) or "")).upper()
        expected = entry.currency if entry else self.context.currency
        if not given or given == expected:
            return expected
        if entry is not None:
            text = _("The saved figures of this period are in %(currency)s.")
            self._add_error(CURRENCY, text % {"currency": expected})
        elif given not in currency_codes():
            text = _("“%(text)s” is not a current currency code such as EUR.")
            self._add_error(CURRENCY, text % {"text": given[:40]})
        return given if given in currency_codes() else expected

    def _read_input(self, name: str, currency: str) -> Decimal | CltvMethod | None:
        value = self.values[name]
        if value is None:
            return None
        if name == CLTV_METHOD:
            return self._read_method()
        try:
            return read_sheet_figure(value, name, currency, self.typed_in, self.content.language)
        except ValidationError as error:
            self._add_error(name, " ".join(error.messages))
            return None

    def _read_method(self) -> CltvMethod | None:
        kind = self._read_choice(CLTV_METHOD, self.content.choices)
        if kind is None:
            text = _("Choose one of the two methods (%(keys)s).")
            self._add_error(CLTV_METHOD, text % {"keys": "quick, full"})
        return CltvMethod(kind) if kind else None
