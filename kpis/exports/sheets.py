"""Writes a table of entries as CSV or XLSX, as the reader's spreadsheet program reads it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kpis.domain.definitions import DEFINITIONS
from kpis.domain.enums import KpiKey, Unit
from kpis.domain.inputs import CLTV_METHOD, INPUT_FIELDS, InputKind
from kpis.exports.table import (
    COMPANY,
    CURRENCY,
    LANGUAGE,
    PERIOD_END,
    PERIOD_REMARK,
    PERIOD_START,
    PERIOD_TYPE,
    Table,
)
from kpis.presenters import formatting
from localization.numbers import minor_digits
from spreadsheets import writers
from spreadsheets.cells import Cell
from spreadsheets.sheets import Book, FormattedNumber, Sheet, SheetCell
from spreadsheets.styles import name_width

LEAST_WIDTH = 14
"""Of a column, in characters: a day has to fit, or it is shown as ####."""
_HEADER_LINES = 4
"""On which a long header stands."""
_ROOM = 3
"""Characters of a column beside the widest number."""
_TEXT_WIDTHS = {
    COMPANY: 26,
    LANGUAGE: 13,
    PERIOD_TYPE: 13,
    PERIOD_START: 14,
    PERIOD_END: 14,
    CURRENCY: 10,
    CLTV_METHOD: 13,
    PERIOD_REMARK: 44,
}


def file_name(today: date, suffix: str) -> str:
    """Returns the name of a file with all periods, in the active language."""
    return pgettext("name of a file", "kpis-%(date)s") % {"date": today} + f".{suffix}"


def render_xlsx(table: Table, language: str, *, company: str = "", country: str = "") -> bytes:
    rows = [to_formatted(table, row) for row in table.rows]
    sheet = Sheet(
        title=_("KPIs"),
        rows=[table.headers, table.keys, *rows],
        header_rows=2,
        widths=[
            _get_width(key, table.headers[place], (row[place] for row in rows))
            for place, key in enumerate(table.keys)
        ],
        number_columns=[place for place, key in enumerate(table.keys) if key not in _TEXT_WIDTHS],
        has_filter=True,
        frozen_columns=table.keys.index(PERIOD_END) + 1,
        repeated_columns="C:E",
        pages_wide=4,
    )
    book = Book(
        title=_("KPIs"), subject=company, sheets=[sheet], language=language, country=country
    )
    return writers.render_xlsx(book)


def render_csv(table: Table, language: str) -> bytes:
    return writers.render_csv([table.headers, table.keys, *table.rows], language)


def to_formatted(table: Table, row: tuple[Cell, ...]) -> list[SheetCell]:
    """Returns the cells of a row, with the decimals that each number is shown with."""
    by_key = dict(zip(table.keys, row, strict=True))
    currency = str(by_key[CURRENCY])
    return [_format(key, value, currency) for key, value in by_key.items()]


def _format(key: str, value: Cell, currency: str) -> SheetCell:
    """Returns a figure as its cell shows it; the value of a KPI is rounded there as on a page."""
    if not isinstance(value, int | Decimal):
        return value
    value = Decimal(value)
    own_places = -min(int(value.as_tuple().exponent), 0)
    if key in INPUT_FIELDS:
        is_money = INPUT_FIELDS[key].kind is InputKind.MONEY
        least = formatting.input_places(key, currency) if is_money else 0
        return FormattedNumber(value, max(least, own_places))
    unit = DEFINITIONS[KpiKey(key)].unit
    places = minor_digits(currency) if unit is Unit.MONEY else formatting.PLACES
    return FormattedNumber(value, places, is_percent=unit is Unit.PERCENT)


def _get_width(key: str, header: str, cells: Iterable[SheetCell]) -> int:
    """Returns a width in which every number, every word of the header and most texts are whole."""
    numbers = [
        len(f"{cell.value:,.{cell.places}f}") + cell.is_percent * len(" %") + _ROOM
        for cell in cells
        if isinstance(cell, FormattedNumber)
    ]
    least = _TEXT_WIDTHS.get(key, LEAST_WIDTH)
    return max(least, name_width(header, lines=_HEADER_LINES), *numbers)
